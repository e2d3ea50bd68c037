import type { ServerId } from '../servers/server';
import type { Health, HealthReason } from './health';

/** What is kept of a server's health. */
export interface HealthRow extends Health {
  readonly serverId: ServerId;
  readonly checkedAt: Date | null;
  readonly reasons: readonly HealthReason[];
  readonly told: string;
  readonly revision: bigint;
}

/** What is kept of the last handshake with an inbound. */
export interface HandshakeRow {
  readonly inboundId: string;
  readonly serverId: string;
  /** Empty when it was done. */
  readonly failure: string;
  /** Of the last one that was done; 0 where none ever was. */
  readonly latencyMs: number;
  readonly checkedAt: Date;
}
