import type { TenantId } from '@vortex/kit';
import type { Rotations } from '../devices/credentials';
import type { DeviceId, DeviceKind } from '../devices/device';
import type { UserId, UserStatus } from '../users/user';

/** A device as its link sees it. */
export interface LinkDevice {
  readonly id: DeviceId;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly hwid: string | null;
  readonly os: string | null;
  readonly osVersion: string | null;
  readonly model: string | null;
  readonly client: string | null;
  readonly rotations: Rotations;
  /** Sealed. */
  readonly seed: Uint8Array;
  readonly revokedAt: Date | null;
  /** When it last fetched its list, as far as has been noted. */
  seenAt: number;
  readonly revision: string;
  /** By inbound, which address of its pools the device has. */
  readonly tunnelNumbers: ReadonlyMap<string, bigint>;
}

/** All that is particular to one user in its list, as of one moment. */
export interface LinkState {
  readonly userId: UserId;
  readonly tenantId: TenantId;
  readonly username: string;
  readonly status: UserStatus;
  readonly usedBytes: bigint;
  readonly limitBytes: bigint | null;
  readonly expiresAt: Date | null;
  readonly deviceLimit: number | null;
  readonly groupIds: readonly string[];
  readonly devices: readonly LinkDevice[];
  /** The moment it was read at, where it is remembered: see ChangeMoments. */
  readonly asOf: number;
}

/** The status at this instant: what happens by itself is noted in the database a little later. */
export function statusNow({ status, expiresAt, limitBytes, usedBytes }: LinkState, now: Date): UserStatus {
  if (status !== 'ACTIVE') return status;
  if (expiresAt && expiresAt <= now) return 'EXPIRED';
  return limitBytes !== null && usedBytes >= limitBytes ? 'LIMITED' : 'ACTIVE';
}

/** The device of clients that do not say what they are. */
export function defaultDevice({ devices }: LinkState): LinkDevice | undefined {
  return devices.find(({ kind }) => kind === 'DEFAULT');
}

/** Those that take a place of the user's limit. */
export function countedDevices({ devices }: LinkState): number {
  return devices.filter(({ kind, revokedAt }) => kind !== 'DEFAULT' && revokedAt === null).length;
}
