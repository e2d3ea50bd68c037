import { Injectable } from '@nestjs/common';
import type { UserId } from '../users/user';
import { type CredentialSource, credentialSource } from './credentials';
import { DeviceRepository, type SeededRow } from './device.repository';

/** What the devices of users prove themselves with. */
@Injectable()
export class CredentialsService {
  constructor(private readonly devices: DeviceRepository) {}

  /** Of those that may connect, whichever tenant's. */
  async ofUsers(
    userIds: readonly UserId[],
  ): Promise<{ readonly device: SeededRow; readonly credential: CredentialSource }[]> {
    const devices = await this.devices.thatMayConnect(userIds);
    return devices.map((device) => ({ device, credential: credentialSource(device.seed, device.rotations) }));
  }
}
