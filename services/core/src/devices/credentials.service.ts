import { Injectable } from '@nestjs/common';
import type { UserId } from '../users/user';
import { type Credentials, credentialsOf } from './credentials';
import type { Device } from './device';
import { DeviceRepository } from './device.repository';

const platform = { platform: true } as const;

/** What the devices of users prove themselves with. */
@Injectable()
export class CredentialsService {
  constructor(private readonly devices: DeviceRepository) {}

  /** Of those that may connect, whichever tenant's. */
  async ofUsers(userIds: readonly UserId[]): Promise<{ readonly device: Device; readonly credentials: Credentials }[]> {
    const devices = (await this.devices.ofUsers(platform, userIds)).filter(({ revokedAt }) => revokedAt === null);
    const seeds = await this.devices.seedsOf(
      platform,
      devices.map(({ id }) => id),
    );
    return devices.flatMap((device) => {
      const seed = seeds.get(device.id);
      return seed === undefined ? [] : [{ device, credentials: credentialsOf(seed, device.rotations) }];
    });
  }
}
