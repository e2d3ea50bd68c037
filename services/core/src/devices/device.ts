import { type Id, newId, type TenantId } from '@vortex/kit';
import type { UserId } from '../users/user';
import type { Protocol, Rotations } from './credentials';
import { newSeed } from './seed';

export type DeviceId = Id<'device'>;

/** DEFAULT: all clients of a user that do not say what they are. One a user. */
export const deviceKinds = ['DEFAULT', 'HWID', 'WIREGUARD'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** What a user connects with. Credentials hang on it, so one that is copied out of a link counts against its device. */
export interface Device {
  readonly id: DeviceId;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly kind: DeviceKind;
  readonly name: string;
  /** As the client names its machine. Of devices of that kind only. */
  readonly hwid: string | null;
  readonly os: string | null;
  readonly osVersion: string | null;
  readonly model: string | null;
  /** What its client calls itself. */
  readonly client: string | null;
  readonly rotations: Rotations;
  readonly createdAt: Date;
  readonly firstSeenAt: Date | null;
  readonly lastSeenAt: Date | null;
  /** May not connect any more, and is not forgotten, or its client would be taken for a new one. */
  readonly revokedAt: Date | null;
  readonly revision: bigint;
}

/** A device with what its credentials are derived from, which only its making and its rotation have in their hands. */
export interface SeededDevice extends Device {
  readonly seed: string;
}

type NewDevice = Pick<Device, 'tenantId' | 'userId' | 'kind' | 'name'> &
  Partial<Pick<Device, 'hwid' | 'os' | 'osVersion' | 'model' | 'client'>>;

export function newDevice(given: NewDevice, now: Date): SeededDevice {
  const unsaid = { hwid: null, os: null, osVersion: null, model: null, client: null };
  const unseen = { firstSeenAt: null, lastSeenAt: null, revokedAt: null };
  return { ...unsaid, ...unseen, ...given, id: newId(), rotations: {}, createdAt: now, revision: 1n, seed: newSeed() };
}

export function renamedDevice(device: Device, name: string): Device {
  return { ...device, name, revision: device.revision + 1n };
}

export function revokedDevice(device: Device, now: Date): Device {
  return { ...device, revokedAt: device.revokedAt ?? now, revision: device.revision + 1n };
}

export function restoredDevice(device: Device): Device {
  return { ...device, revokedAt: null, revision: device.revision + 1n };
}

/** New secrets for some protocols. The seed stays, and so do the secrets of the others. */
export function rotated(device: Device, protocols: readonly Protocol[]): Device {
  const rotations = Object.fromEntries(protocols.map((protocol) => [protocol, (device.rotations[protocol] ?? 0) + 1]));
  return { ...device, rotations: { ...device.rotations, ...rotations }, revision: device.revision + 1n };
}

/** New secrets for all: nothing of the old seed is of any use any more. */
export function reseeded(device: Device): SeededDevice {
  return { ...device, rotations: {}, seed: newSeed(), revision: device.revision + 1n };
}
