import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import type { User, UserId } from '../users/user';
import { UserChange } from '../users/user-change.service';
import type { Protocol } from './credentials';
import {
  type Device,
  type DeviceId,
  newDevice,
  renamedDevice,
  reseeded,
  restoredDevice,
  revokedDevice,
  rotated,
} from './device';
import { DefaultDeviceStays, TooManyDevices } from './device.errors';
import { DeviceRepository } from './device.repository';

const mostDevices = 200;
const update = 'core.user.update';
const credentials = 'core.user.credentials';

/** Changes the devices of users. Each is a change of its user, under that one's lock, for its credentials are not what they were. */
@Injectable()
export class DeviceService {
  constructor(
    private readonly devices: DeviceRepository,
    private readonly changes: UserChange,
  ) {}

  async addWireguard(scope: Scope, userId: UserId, name: string): Promise<Device> {
    let added: Device | undefined;
    await this.changes.apply(scope, userId, update, async (user, now) => {
      const known = await this.devices.ofUsers(scope, [userId]);
      if (known.length >= mostDevices) throw new TooManyDevices(mostDevices);
      const device = newDevice({ tenantId: user.tenantId, userId, kind: 'WIREGUARD', name }, now);
      await this.devices.insertMany(this.devices.sealed([device]));
      added = await this.devices.find(scope, device.id);
      return { user: withOtherCredentials(user), after: { device: recordOf(added) } };
    });
    return added as Device;
  }

  rename(scope: Scope, id: DeviceId, name: string): Promise<Device> {
    return this.apply(scope, id, update, (device) => renamedDevice(device, name));
  }

  revoke(scope: Scope, id: DeviceId): Promise<Device> {
    return this.apply(scope, id, update, revokedDevice);
  }

  restore(scope: Scope, id: DeviceId): Promise<Device> {
    return this.apply(scope, id, update, restoredDevice);
  }

  rotate(scope: Scope, id: DeviceId, protocols: readonly Protocol[] | undefined): Promise<Device> {
    return this.apply(scope, id, credentials, (device) => (protocols ? rotated(device, protocols) : reseeded(device)));
  }

  async rotateAll(scope: Scope, userId: UserId, protocols: readonly Protocol[] | undefined): Promise<User> {
    return this.changes.apply(scope, userId, credentials, async (user) => {
      const devices = await this.devices.ofUsers(scope, [userId]);
      await this.devices.saveMany(devices.map((device) => (protocols ? rotated(device, protocols) : reseeded(device))));
      return { user: withOtherCredentials(user) };
    });
  }

  async delete(scope: Scope, id: DeviceId): Promise<void> {
    const { userId } = await this.devices.find(scope, id);
    await this.changes.apply(scope, userId, update, async (user) => {
      const device = await this.devices.find(scope, id);
      if (device.kind === 'DEFAULT') throw new DefaultDeviceStays(id);
      await this.devices.deleteMany([id]);
      return { user: withOtherCredentials(user), before: { device: recordOf(device) } };
    });
  }

  private async apply(
    scope: Scope,
    id: DeviceId,
    action: string,
    change: (device: Device, now: Date) => Device,
  ): Promise<Device> {
    const { userId } = await this.devices.find(scope, id);
    await this.changes.apply(scope, userId, action, async (user, now) => {
      const before = await this.devices.find(scope, id);
      const after = change(before, now);
      await this.devices.saveMany([after]);
      return {
        user: withOtherCredentials(user),
        before: { device: recordOf(before) },
        after: { device: recordOf(after) },
      };
    });
    return this.devices.find(scope, id);
  }
}

function withOtherCredentials({ revision }: User): Partial<User> {
  return { credentialsRevision: revision + 1n };
}

/** What the audit keeps of a device. */
function recordOf({ id, kind, name, rotations, revokedAt, revision }: Device): object {
  return { id, kind, name, rotations, revokedAt, revision };
}
