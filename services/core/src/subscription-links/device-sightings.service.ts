import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@vortex/database';
import { LOG, type Log } from '@vortex/kit';
import type { ClientIdentity } from './client-identity';
import type { LinkDevice } from './link-state';

const everyMs = 2_000;
const mostInOneStatement = 1_000;
/** What is seen beyond that is seen again. */
const mostWaiting = 100_000;

interface Sighting extends ClientIdentity {
  readonly at: Date;
  readonly named: boolean;
}

/** Notes when a device last fetched its list, many at a time: an answer does not wait for it, and a lost one does no harm. */
@Injectable()
export class DeviceSightings implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly waiting = new Map<string, Sighting>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
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
        await this.store(some);
      } catch (err) {
        this.log.warn({ err }, 'when devices were seen could not be noted');
        return;
      }
    }
  }

  /** Clients that share the default device say nothing of it, for they are many. */
  private async store(sightings: readonly (readonly [string, Sighting])[]): Promise<void> {
    const column = (of: (sighting: Sighting) => string | null) =>
      sightings.map(([, sighting]) => (sighting.named ? of(sighting) : null));
    await this.db.sql.execute(
      `UPDATE device d SET last_seen_at = GREATEST(d.last_seen_at, s.at),
         first_seen_at = COALESCE(d.first_seen_at, s.at), os = COALESCE(s.os, d.os),
         os_version = COALESCE(s.os_version, d.os_version), model = COALESCE(s.model, d.model),
         client = COALESCE(s.client, d.client)
       FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[])
         AS s (id, at, os, os_version, model, client) WHERE d.id = s.id`,
      [
        ...[sightings.map(([id]) => id), sightings.map(([, { at }]) => at.toISOString())],
        ...[column(({ os }) => os), column(({ osVersion }) => osVersion)],
        ...[column(({ model }) => model), column(({ client }) => client)],
      ],
    );
  }
}
