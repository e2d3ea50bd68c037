import type { Charge } from './report';

/** What a user has used through an inbound; of each of its devices apart. */
export interface Flowed {
  readonly userId: string;
  readonly tenantId: string;
  readonly isLimited: boolean;
  readonly inboundId: string;
  readonly uplinkBytes: bigint;
  readonly downlinkBytes: bigint;
}

/** What a server has carried in a few seconds, and what it holds against leases since its epoch began. */
export interface Carried {
  readonly epoch: bigint;
  readonly flowedAt: Date;
  readonly flowed: readonly Flowed[];
  readonly charges: readonly Charge[];
}
