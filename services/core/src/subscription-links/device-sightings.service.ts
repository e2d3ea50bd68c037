import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@vortex/kit';
import type { ClientIdentity } from './client-identity';
import { DeviceSightingRepository, type Sighting } from './device-sighting.repository';
import type { LinkDevice } from './link-state';

const everyMs = 2_000;
const mostInOneStatement = 1_000;
/** What is seen beyond that is seen again. */
const mostWaiting = 100_000;

/** Notes when a device last fetched its list, many at a time: an answer does not wait for it, and a lost one does no harm. */
@Injectable()
export class DeviceSightings implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly waiting = new Map<string, Sighting>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly sightings: DeviceSightingRepository,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.writing = this.writing.then(() => this.write());
    }, everyMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    await this.write();
  }

  note(device: LinkDevice, identity: ClientIdentity, at: Date): void {
    device.seenAt = at.getTime();
    if (this.waiting.size < mostWaiting) {
      this.waiting.set(device.id, { ...identity, at, named: device.kind === 'HWID' });
    }
  }

  async write(): Promise<void> {
    while (this.waiting.size > 0) {
      const some = [...this.waiting].slice(0, mostInOneStatement);
      for (const [id] of some) this.waiting.delete(id);
      try {
        await this.sightings.store(some);
      } catch (err) {
        this.log.warn({ err }, 'when devices were seen could not be noted');
        return;
      }
    }
  }
}
