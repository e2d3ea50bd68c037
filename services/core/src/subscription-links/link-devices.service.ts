import { Injectable } from '@nestjs/common';
import { newDevice } from '../devices/device';
import { DeviceRepository } from '../devices/device.repository';
import { UserChange } from '../users/user-change.service';
import type { ClientIdentity } from './client-identity';
import { countedDevices, defaultDevice, type LinkDevice, type LinkState } from './link-state';
import { LinkStates } from './link-states.service';

/** More than any household has, whatever the user's limit. */
const mostDevices = 200;
const platform = { platform: true } as const;

/** Which device a client is, or why it is none. */
export type DeviceVerdict =
  | { readonly kind: 'known'; readonly device: LinkDevice }
  | { readonly kind: 'new' }
  | { readonly kind: 'refused'; readonly why: 'too_many' | 'revoked' | 'not_named' };

/** A client that names its machine is a device of its own; those that do not share one. */
export function deviceFor(state: LinkState, hwid: string | undefined, mustBeNamed: boolean): DeviceVerdict {
  if (hwid === undefined) {
    const shared = defaultDevice(state);
    if (mustBeNamed && state.deviceLimit !== null) return { kind: 'refused', why: 'not_named' };
    return shared && shared.revokedAt === null
      ? { kind: 'known', device: shared }
      : { kind: 'refused', why: 'revoked' };
  }
  const device = state.devices.find((one) => one.hwid === hwid);
  if (device) return device.revokedAt ? { kind: 'refused', why: 'revoked' } : { kind: 'known', device };
  const limit = Math.min(state.deviceLimit ?? mostDevices, mostDevices);
  return countedDevices(state) < limit ? { kind: 'new' } : { kind: 'refused', why: 'too_many' };
}

/** Makes devices of machines that fetch a list for the first time, and forgets those a customer does not want any more. */
@Injectable()
export class LinkDevices {
  constructor(
    private readonly devices: DeviceRepository,
    private readonly changes: UserChange,
    private readonly states: LinkStates,
  ) {}

  /** Under the user's lock: of two machines that come at once, one may be too many. */
  async register({ userId }: LinkState, hwid: string, { os, osVersion, model, client }: ClientIdentity): Promise<void> {
    await this.changes.apply(platform, userId, 'core.user.device', async (user, now) => {
      const known = await this.devices.ofUsers(platform, [userId]);
      const counted = known.filter(({ kind, revokedAt }) => kind !== 'DEFAULT' && revokedAt === null).length;
      const limit = Math.min(user.deviceLimit ?? mostDevices, mostDevices);
      if (counted >= limit || known.some((device) => device.hwid === hwid)) return { user: {} };
      const said = { hwid, os, osVersion, model, client };
      const device = newDevice({ tenantId: user.tenantId, userId, kind: 'HWID', name: model ?? '', ...said }, now);
      await this.devices.insertMany(this.devices.sealed([device]));
      return { user: { credentialsRevision: user.revision + 1n }, after: { device: device.id } };
    });
    this.states.forget(userId);
  }

  /** Its place is free again, and what it held of secrets is good for nothing. False where it is no device of theirs. */
  async forget(state: LinkState, deviceId: string): Promise<boolean> {
    const device = state.devices.find(({ id, kind }) => id === deviceId && kind === 'HWID');
    if (!device) return false;
    await this.changes.apply(platform, state.userId, 'core.user.device', async (user) => {
      await this.devices.deleteMany([device.id]);
      return { user: { credentialsRevision: user.revision + 1n }, before: { device: device.id } };
    });
    this.states.forget(state.userId);
    return true;
  }
}
