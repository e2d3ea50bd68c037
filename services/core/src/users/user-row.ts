import type { AccountId, TenantId } from '@vortex/kit';
import type { ResetStrategy } from '../calendar/reset-strategy';
import { gramsOf, searchTextOf } from './search';
import type { NextPlan, User, UserId, UserStatus } from './user';
import { usernameKey } from './username';

/** The columns of `vpn_user` by their types, except those only searches read. */
export const userColumns = {
  id: 'uuid',
  tenant_id: 'uuid',
  account_id: 'uuid',
  username: 'text',
  status: 'text',
  hold_validity_seconds: 'integer',
  hold_until: 'timestamptz',
  limit_bytes: 'bigint',
  reset_strategy: 'text',
  reset_anchor: 'timestamptz',
  zone: 'text',
  period_started_at: 'timestamptz',
  next_reset_at: 'timestamptz',
  expires_at: 'timestamptz',
  first_connected_at: 'timestamptz',
  device_limit: 'integer',
  address_limit: 'integer',
  speed_limit_up_bps: 'bigint',
  speed_limit_down_bps: 'bigint',
  note: 'text',
  tags: 'text[]',
  email: 'text',
  telegram_id: 'text',
  next_plan: 'jsonb',
  credentials_revision: 'bigint',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  revision: 'bigint',
} as const;

/** What is kept to find a user by. */
export const foundBy = { username_key: 'text', search_text: 'text', search_grams: 'integer[]' } as const;

const trafficColumns = {
  used_bytes: 'bigint',
  lifetime_used_bytes: 'bigint',
  last_online_at: 'timestamptz',
} as const;

/** Those that are read. */
export const columnTypes = { ...userColumns, ...trafficColumns };

export type UserColumn = keyof typeof columnTypes;

export const allColumns = Object.keys(columnTypes) as readonly UserColumn[];

/** Of `vpn_user u` and `user_traffic t`. */
export function selected(columns: readonly UserColumn[]): string {
  return columns.map((column) => `${column in userColumns ? 'u' : 't'}.${column}`).join(', ');
}

export const selectedColumns = selected(allColumns);

export interface UserRow {
  id: string;
  tenant_id: string;
  account_id: string | null;
  username: string;
  status: string;
  hold_validity_seconds: number | null;
  hold_until: Date | null;
  limit_bytes: bigint | null;
  reset_strategy: string;
  reset_anchor: Date;
  zone: string | null;
  period_started_at: Date;
  next_reset_at: Date | null;
  expires_at: Date | null;
  first_connected_at: Date | null;
  device_limit: number | null;
  address_limit: number | null;
  speed_limit_up_bps: bigint | null;
  speed_limit_down_bps: bigint | null;
  note: string;
  tags: string[];
  email: string | null;
  telegram_id: string | null;
  next_plan: StoredPlan | null;
  credentials_revision: bigint;
  created_at: Date;
  updated_at: Date;
  revision: bigint;
  used_bytes: bigint;
  lifetime_used_bytes: bigint;
  last_online_at: Date | null;
}

/** JSON has no 64-bit numbers. */
type StoredPlan = Omit<NextPlan, 'limitBytes'> & { readonly limitBytes: string | null };

export function fromRow(row: UserRow): User {
  return {
    id: row.id as UserId,
    tenantId: row.tenant_id as TenantId,
    accountId: row.account_id as AccountId | null,
    username: row.username,
    status: row.status as UserStatus,
    hold:
      row.hold_validity_seconds === null ? null : { validitySeconds: row.hold_validity_seconds, until: row.hold_until },
    limitBytes: row.limit_bytes,
    resetStrategy: row.reset_strategy as ResetStrategy,
    resetAnchor: row.reset_anchor,
    zone: row.zone,
    periodStartedAt: row.period_started_at,
    nextResetAt: row.next_reset_at,
    expiresAt: row.expires_at,
    firstConnectedAt: row.first_connected_at,
    deviceLimit: row.device_limit,
    addressLimit: row.address_limit,
    speedLimitUpBps: row.speed_limit_up_bps,
    speedLimitDownBps: row.speed_limit_down_bps,
    note: row.note,
    tags: row.tags,
    email: row.email,
    telegramId: row.telegram_id,
    nextPlan: row.next_plan && planFrom(row.next_plan),
    credentialsRevision: row.credentials_revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revision: row.revision,
    usedBytes: row.used_bytes,
    lifetimeUsedBytes: row.lifetime_used_bytes,
    lastOnlineAt: row.last_online_at,
  };
}

function planFrom(plan: StoredPlan): NextPlan {
  return { ...plan, limitBytes: plan.limitBytes === null ? null : BigInt(plan.limitBytes) };
}

type Written = keyof typeof userColumns | keyof typeof foundBy;

/** A row as JSON carries it to the database: `JSON.stringify` needs help with bigint only. */
export function toRow(user: User): Record<Written, unknown> {
  const searchText = searchTextOf(user);
  return {
    id: user.id,
    tenant_id: user.tenantId,
    account_id: user.accountId,
    username: user.username,
    status: user.status,
    hold_validity_seconds: user.hold?.validitySeconds ?? null,
    hold_until: user.hold?.until ?? null,
    limit_bytes: text(user.limitBytes),
    reset_strategy: user.resetStrategy,
    reset_anchor: user.resetAnchor,
    zone: user.zone,
    period_started_at: user.periodStartedAt,
    next_reset_at: user.nextResetAt,
    expires_at: user.expiresAt,
    first_connected_at: user.firstConnectedAt,
    device_limit: user.deviceLimit,
    address_limit: user.addressLimit,
    speed_limit_up_bps: text(user.speedLimitUpBps),
    speed_limit_down_bps: text(user.speedLimitDownBps),
    note: user.note,
    tags: user.tags,
    email: user.email,
    telegram_id: user.telegramId,
    next_plan: user.nextPlan && { ...user.nextPlan, limitBytes: text(user.nextPlan.limitBytes) },
    credentials_revision: text(user.credentialsRevision),
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    revision: text(user.revision),
    username_key: usernameKey(user.username),
    search_text: searchText,
    search_grams: gramsOf(searchText),
  };
}

function text(value: bigint | null): string | null {
  return value === null ? null : value.toString();
}
