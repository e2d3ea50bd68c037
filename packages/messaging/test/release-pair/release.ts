import type { Database } from '@vortex/database';
import type { Outbox } from '@vortex/messaging';

export type ReleaseName = 'old' | 'new';

/** What a release of the shop brings, as far as this test goes. */
export interface Release {
  /** Full names of its events. */
  readonly catalogue: ReadonlySet<string>;
  /** An object with its consumers. */
  consumers(db: Database): object;
  /** One use case: writes an order with its event, and reads some back. Returns how many it has read. */
  placeOrder(db: Database, outbox: Outbox, id: string): Promise<number>;
}
