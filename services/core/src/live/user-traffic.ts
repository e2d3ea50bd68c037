import { z } from 'zod';
import type { User } from '../users/user';
import type { LiveTopic } from './live-topic';

const schema = z.object({
  userId: z.string(),
  usedBytes: z.coerce.bigint(),
  lifetimeUsedBytes: z.coerce.bigint(),
  limitBytes: z.coerce.bigint().nullable(),
  lastOnlineAt: z.coerce.date().nullable(),
});

export type UserTraffic = z.output<typeof schema>;

/** Of one user, by its id. */
export const userTrafficTopic: LiveTopic<UserTraffic> = { name: 'core:user-traffic', schema };

export function trafficOf({ id, usedBytes, lifetimeUsedBytes, limitBytes, lastOnlineAt }: User): UserTraffic {
  return { userId: id, usedBytes, lifetimeUsedBytes, limitBytes, lastOnlineAt };
}
