import { type AccountId, parseInput } from '@vortex/kit';
import { z } from 'zod';
import { resetStrategies } from '../calendar/reset-strategy';
import type { GroupId } from '../groups/group';
import { line } from '../input/text';
import { timeRange } from '../input/time-range';
import { bytes, distinct, id, unsaid } from '../input/values';
import { type UserId, userStatuses } from './user';
import type { UserFilter } from './user-filter';

const most = 1_000;

const bytesRange = unsaid(z.object({ min: unsaid(bytes), max: unsaid(bytes) }));

const filter: z.ZodType<UserFilter> = z.object({
  ids: unsaid(distinct(id<UserId>(), most)),
  search: unsaid(line({ min: 0, max: 200 })),
  usernames: unsaid(distinct(line({ max: 64 }), most)),
  statuses: unsaid(distinct(z.enum(userStatuses), most)),
  groupIds: unsaid(distinct(id<GroupId>(), most)),
  accountIds: unsaid(distinct(id<AccountId>(), most)),
  tags: unsaid(distinct(line({ max: 40 }), 32)),
  resetStrategies: unsaid(distinct(z.enum(resetStrategies), most)),
  unlimited: unsaid(z.boolean()),
  usedBytes: bytesRange,
  limitBytes: bytesRange,
  neverExpires: unsaid(z.boolean()),
  expiresAt: timeRange,
  createdAt: timeRange,
  lastOnlineAt: timeRange,
  neverOnline: unsaid(z.boolean()),
});

export function parseFilter(input: unknown, root = 'filter'): UserFilter {
  return parseInput(filter, input ?? {}, root);
}
