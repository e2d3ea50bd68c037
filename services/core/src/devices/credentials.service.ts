import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type CredentialKind, CredentialsList } from '@vortex/contracts/core';
import { Keyring } from '@vortex/kit';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { UserId } from '../users/user';
import { credentialsList } from './credential-list';
import { CredentialWorker } from './credential-worker.service';
import { DeviceRepository } from './device.repository';
import { opened } from './sealed-devices';

/** Built beside this. From sources there is none, and all is worked out here. */
const program = join(__dirname, 'credential.thread.js');
const isBuilt = existsSync(program);
/** For fewer the way to the thread and back is not worth it: 64 take a millisecond. */
const fewestBytes = 64 * 200;

/**
 * What the devices of users prove themselves with. That of many is worked out beside everything else: a server that starts
 * empty is told of a hundred thousand, and opening seeds and deriving from them is much of what that takes.
 */
@Injectable()
export class CredentialsService implements OnApplicationShutdown {
  private worker: CredentialWorker | undefined;

  constructor(
    private readonly devices: DeviceRepository,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Of those that may connect, whichever tenant's.
   *
   * @returns vortex.core.v1.CredentialsList, encoded
   */
  async ofUsers(userIds: readonly UserId[], kinds: readonly CredentialKind[]): Promise<Uint8Array> {
    const devices = await this.devices.thatMayConnect(userIds);
    if (isBuilt && devices.length >= fewestBytes) {
      if (!this.worker || this.worker.failure) this.worker = new CredentialWorker(this.keyring.material, program);
      // Who comes first does not wait for it.
      if (this.worker.isUp) return this.worker.ask(devices, kinds);
    }
    return CredentialsList.encode(credentialsList(opened(devices, this.keyring), kinds)).finish();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.end();
  }
}
