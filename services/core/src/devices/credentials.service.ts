import { Injectable } from '@nestjs/common';
import type { UserId } from '../users/user';
import { type CredentialSource, credentialSource } from './credentials';
import type { Device } from './device';
import { DeviceRepository } from './device.repository';

const platform = { platform: true } as const;

/** What the devices of users prove themselves with. */
@Injectable()
export class CredentialsService {
  constructor(private readonly devices: DeviceRepository) {}

  /** Of those that may connect, whichever tenant's. */
  async ofUsers(
    userIds: readonly UserId[],
  ): Promise<{ readonly device: Device; readonly credential: CredentialSource }[]> {
    const devices = (await this.devices.ofUsers(platform, userIds)).filter(({ revokedAt }) => revokedAt === null);
    const seeds = await this.devices.seedsOf(
      platform,
      devices.map(({ id }) => id),
    );
    return devices.flatMap((device) => {
      const seed = seeds.get(device.id);
      return seed === undefined ? [] : [{ device, credential: credentialSource(seed, device.rotations) }];
    });
  }
}
