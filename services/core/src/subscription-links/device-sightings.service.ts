import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@vortex/kit';
import type { ClientIdentity } from './client-identity';
import { DeviceSightingRepository, type Sighting } from './device-sighting.repository';
import type { LinkDevice } from './link-state';

/** Little and often: a large statement takes the processor from lists that are waited for. */
const pauseMs = 100;
const pauseAfterFailureMs = 5_000;
const mostInOneStatement = 500;
/** What is seen beyond that is seen again. */
const mostWaiting = 20_000;

/** Notes when a device last fetched its list, many at a time: an answer does not wait for it, and a lost one does no harm. */
@Injectable()
export class DeviceSightings implements OnApplicationShutdown {
  private readonly waiting = new Map<string, Sighting>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private closing = false;

  constructor(
    private readonly sightings: DeviceSightingRepository,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    await this.writing;
    while (this.waiting.size > 0) if (!(await this.write())) return;
  }

  note(device: LinkDevice, identity: ClientIdentity, at: Date): void {
    if (this.waiting.size >= mostWaiting) return;
    device.seenAt = at.getTime();
    this.waiting.set(device.id, { ...identity, at, named: device.kind === 'HWID' });
    if (this.timer === undefined && !this.closing) this.writeIn(pauseMs);
  }

  private writeIn(ms: number): void {
    const write = async () => {
      const isWritten = await this.write();
      this.timer = undefined;
      if (this.waiting.size > 0 && !this.closing) this.writeIn(isWritten ? pauseMs : pauseAfterFailureMs);
    };
    this.timer = setTimeout(() => {
      this.writing = write();
    }, ms).unref();
  }

  private async write(): Promise<boolean> {
    const some = [...this.waiting].slice(0, mostInOneStatement);
    for (const [id] of some) this.waiting.delete(id);
    try {
      await this.sightings.store(some);
      return true;
    } catch (err) {
      this.log.warn({ err }, 'when devices were seen could not be noted');
      return false;
    }
  }
}
