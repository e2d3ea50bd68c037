import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import { Loader } from '../loading/loader';
import type { UserId } from '../users/user';
import { type Credentials, credentialsOf } from './credentials';
import type { Device } from './device';
import { DeviceRepository } from './device.repository';

@Injectable()
export class UserDevicesLoader extends Loader<UserId, readonly Device[]> {
  constructor(private readonly devices: DeviceRepository) {
    super();
  }

  async loadAll(scope: Scope, userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, readonly Device[]>> {
    const found = new Map<UserId, Device[]>();
    for (const device of await this.devices.ofUsers(scope, userIds)) {
      found.set(device.userId, [...(found.get(device.userId) ?? []), device]);
    }
    return found;
  }
}

/** Opens one seed a device, and only where credentials are asked for. */
@Injectable()
export class DeviceCredentialsLoader extends Loader<Device, Credentials> {
  constructor(private readonly devices: DeviceRepository) {
    super();
  }

  override identify({ id }: Device): string {
    return id;
  }

  async loadAll(scope: Scope, devices: readonly Device[]): Promise<ReadonlyMap<Device, Credentials>> {
    const seeds = await this.devices.seedsOf(
      scope,
      devices.map(({ id }) => id),
    );
    return new Map(
      devices.flatMap((device) => {
        const seed = seeds.get(device.id);
        return seed === undefined ? [] : [[device, credentialsOf(seed, device.rotations)] as const];
      }),
    );
  }
}
