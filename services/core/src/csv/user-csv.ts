import type { Group } from '../groups/group';
import type { User } from '../users/user';

/** Between the tags, and between the groups, of one cell. */
export const listSeparator = ';';

type Cell = (user: User, groups: readonly Pick<Group, 'name'>[]) => string | number | bigint | Date | null;

/** The columns of an export in their order. An import takes the ones of `importedColumns`, in any order. */
const cells = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  status: ({ status }) => status,
  limit_bytes: ({ limitBytes }) => limitBytes,
  used_bytes: ({ usedBytes }) => usedBytes,
  lifetime_used_bytes: ({ lifetimeUsedBytes }) => lifetimeUsedBytes,
  reset_strategy: ({ resetStrategy }) => resetStrategy,
  zone: ({ zone }) => zone,
  next_reset_at: ({ nextResetAt }) => nextResetAt,
  expires_at: ({ expiresAt }) => expiresAt,
  hold_validity_seconds: ({ hold }) => hold?.validitySeconds ?? null,
  hold_until: ({ hold }) => hold?.until ?? null,
  device_limit: ({ deviceLimit }) => deviceLimit,
  address_limit: ({ addressLimit }) => addressLimit,
  speed_limit_up_bps: ({ speedLimitUpBps }) => speedLimitUpBps,
  speed_limit_down_bps: ({ speedLimitDownBps }) => speedLimitDownBps,
  groups: (_, groups) => groups.map(({ name }) => name).join(listSeparator),
  tags: ({ tags }) => tags.join(listSeparator),
  note: ({ note }) => note,
  email: ({ email }) => email,
  telegram_id: ({ telegramId }) => telegramId,
  account_id: ({ accountId }) => accountId,
  first_connected_at: ({ firstConnectedAt }) => firstConnectedAt,
  last_online_at: ({ lastOnlineAt }) => lastOnlineAt,
  created_at: ({ createdAt }) => createdAt,
} as const satisfies Record<string, Cell>;

type ColumnName = keyof typeof cells;

export const exportedColumns = Object.keys(cells) as readonly ColumnName[];

/** A user as one line of a file: instants in RFC 3339, lists joined by `;`, nothing for what is absent. */
export function toCells(user: User, groups: readonly Pick<Group, 'name'>[]): string[] {
  return exportedColumns.map((column) => {
    const value = cells[column](user, groups);
    if (value === null) return '';
    return value instanceof Date ? value.toISOString() : String(value);
  });
}

/** The columns an import takes. What an export says of a user's past is passed over. */
export const importedColumns = [
  ...[
    'username',
    'status',
    'limit_bytes',
    'reset_strategy',
    'zone',
    'expires_at',
    'hold_validity_seconds',
    'hold_until',
  ],
  ...['device_limit', 'address_limit', 'speed_limit_up_bps', 'speed_limit_down_bps'],
  ...['groups', 'tags', 'note', 'email', 'telegram_id'],
] as const;
