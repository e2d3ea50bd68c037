import { z } from 'zod';
import type { LiveTopic } from '../live/live-topic';
import type { ProjectedServer } from './projected-server';

const schema = z.object({
  serverId: z.string(),
  tenantId: z.string(),
  name: z.string(),
  state: z.enum(['PROVISIONING', 'ACTIVE', 'DRAINING', 'DISABLED']),
  shared: z.boolean(),
  revision: z.coerce.bigint(),
  /** It is gone; its last word. */
  removed: z.boolean(),
});

export type LiveServerStatus = z.output<typeof schema>;

/** Of one server, by its id. */
export const serverStatusTopic: LiveTopic<LiveServerStatus> = { name: 'core:server-status', schema };

export function statusOf(server: ProjectedServer): LiveServerStatus {
  const { id, tenantId, name, state, shared, revision } = server;
  return schema.parse({ serverId: id, tenantId, name, state, shared, revision, removed: false });
}

/** Whether there is still something to watch for somebody of a tenant; undefined stands for the platform. */
export function isWatchable({ removed, shared, tenantId }: LiveServerStatus, watcher: string | undefined): boolean {
  return !removed && (shared || watcher === undefined || watcher === tenantId);
}
