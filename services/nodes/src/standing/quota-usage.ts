import type { Server } from '../servers/server';
import type { QuotaMonth } from './quota-month';
import type { QuotaState } from './traffic-quota';

/** How a server stands in its quota. */
export interface QuotaUsage {
  readonly server: Server;
  readonly month: QuotaMonth;
  readonly usedBytes: bigint;
  readonly state: QuotaState;
}
