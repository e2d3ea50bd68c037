import type { Id, TenantId } from '@vortex/kit';
import { z } from 'zod';
import type { LiveTopic } from '../live/live-topic';
import type { UserId } from '../users/user';

export type NotificationId = Id<'notification'>;

export const notificationKinds = ['expires_soon', 'expired', 'limited', 'reset', 'started', 'plan_changed'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Something a user should hear of. Ids of one user's grow in the order they were written. */
export interface Notification {
  readonly id: NotificationId;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly kind: NotificationKind;
  /** What it is about, for who words it. */
  readonly facts: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** That a user has a new one, by the user's id. Whoever hears it looks into the table, where none is ever missing. */
export const notificationTopic: LiveTopic<{ readonly id: string }> = {
  name: 'core:notification',
  schema: z.object({ id: z.string() }),
};
