import { pause } from '../backoff';
import type { BusDriver } from '../bus/bus-driver';
import type { MessagingDatabase } from '../database-port';
import { Inbox } from './inbox';

const lookMs = 20;

/**
 * Waits until a service has done with every event that was published before this call, whichever of its replicas
 * consumes. False when that is not so when `signal` is aborted. In process it is so at once: what is not done with is
 * still in the producer's outbox, or in the consumer's waiting room.
 */
export async function drained(
  service: string,
  bus: BusDriver,
  db: MessagingDatabase,
  signal: AbortSignal,
): Promise<boolean> {
  const marks = (await bus.mark?.(service)) ?? [];
  const inbox = new Inbox(db);
  while (!(await inbox.hasAll(marks))) {
    if (signal.aborted) return false;
    await pause(lookMs, signal);
  }
  return true;
}
