import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import type { NotificationFilter as NotificationFilterInput } from '../generated/schema';
import { timeRange } from '../input/time-range';
import type { NotificationKind } from './notification';
import type { NotificationFilter } from './notification-list';

const schema = z.object({ createdAt: timeRange });

/** Throws `InvalidInput` with every problem. */
export function parseNotificationFilter(input: NotificationFilterInput | null | undefined): NotificationFilter {
  const { kinds, read } = input ?? {};
  return {
    ...parseInput(schema, input ?? {}, 'filter'),
    kinds: kinds?.map((kind) => kind.toLowerCase() as NotificationKind),
    read: read ?? undefined,
  };
}
