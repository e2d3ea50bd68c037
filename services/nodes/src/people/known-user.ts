import type { GroupChanged, UserChanged, UserStatus } from '@vortex/contracts/core';

/** What the machine side knows of a user. */
export interface KnownUser {
  readonly id: string;
  readonly tenantId: string;
  /** As core writes it, in lower case: "active", "on_hold", … */
  readonly status: string;
  readonly groupIds: readonly string[];
  readonly limitBytes: bigint | null;
  readonly periodStartedAt: Date | null;
  readonly expiresAt: Date | null;
  /** Bits per second; 0 for no limit. */
  readonly uplinkBps: bigint;
  readonly downlinkBps: bigint;
  /** 0 for no limit. */
  readonly mostDevices: number;
  readonly mostAddresses: number;
  readonly revision: bigint;
}

/** What users may. Most share it with many others. */
export type Terms = Pick<
  KnownUser,
  'tenantId' | 'groupIds' | 'limitBytes' | 'expiresAt' | 'uplinkBps' | 'downlinkBps' | 'mostDevices' | 'mostAddresses'
>;

/** Whether servers need leases of what it may use or slots of what it may have at once. */
export function isLimited({ limitBytes, mostDevices, mostAddresses }: Terms): boolean {
  return limitBytes !== null || mostDevices > 0 || mostAddresses > 0;
}

/** A user, by the text of its terms: `termsFrom` reads it. */
export interface UserOnTerms {
  readonly id: string;
  readonly terms: string;
}

export interface KnownGroup {
  readonly id: string;
  readonly tenantId: string;
  readonly inboundIds: readonly string[];
  readonly revision: bigint;
}

/** One that is gone, as of a revision greater than any it had. */
export interface Gone {
  readonly id: string;
  readonly tenantId: string;
  readonly revision: bigint;
}

/** Who may connect. On hold waits for its first connection. */
export const connectable: readonly string[] = ['active', 'on_hold'];

export function knownUser(event: UserChanged): KnownUser {
  return {
    id: event.userId,
    tenantId: event.tenantId,
    status: statusOf(event.status),
    groupIds: event.groupIds,
    limitBytes: event.limitBytes ?? null,
    periodStartedAt: event.periodStartedAt ?? null,
    expiresAt: event.expiresAt ?? null,
    uplinkBps: event.speedLimitUpBps ?? 0n,
    downlinkBps: event.speedLimitDownBps ?? 0n,
    mostDevices: event.deviceLimit ?? 0,
    mostAddresses: event.addressLimit ?? 0,
    revision: event.revision,
  };
}

export function knownGroup({ groupId, tenantId, inboundIds, revision }: GroupChanged): KnownGroup {
  return { id: groupId, tenantId, inboundIds, revision };
}

function statusOf(status: UserStatus): string {
  return status.replace('USER_STATUS_', '').toLowerCase();
}
