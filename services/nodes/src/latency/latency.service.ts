import { Inject, Injectable } from '@nestjs/common';
import { ServerLatencyChanged } from '@vortex/contracts/nodes';
import type { LatencyReport } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, GeoIp } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { isIP } from 'node:net';
import type { ServerId } from '../servers/server';
import { ServerRepository } from '../servers/server.repository';
import { isNews, measured, type Measures, stillKnown, told, toTell } from './latency';
import { byCountry } from './latency-report';
import { LatencyRepository } from './latency.repository';

const platform = { platform: true } as const;
/** Lists are made anew whenever something is told. */
const tellEveryMs = 5 * 60_000;

/** How far customers are from servers, as their engines measure it. */
@Injectable()
export class LatencyService {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly latencies: LatencyRepository,
    private readonly geoIp: GeoIp,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async heard(serverId: ServerId, report: LatencyReport): Promise<void> {
    const found = byCountry(report, (address) => (isIP(address) ? this.geoIp.find(address).country : undefined));
    if (found.size === 0) return;
    const now = this.clock.now();
    await this.change(serverId, now, (known) => measured(known, found, now));
  }

  /** Forgets of a server what has not been measured for long. */
  async forgetOld(serverId: ServerId): Promise<void> {
    const now = this.clock.now();
    await this.change(serverId, now, (known) => stillKnown(known, now));
  }

  private change(serverId: ServerId, now: Date, next: (known: Measures) => Measures): Promise<void> {
    return this.db.run(async () => {
      const row = await this.latencies.lock(serverId, now);
      const [server] = row ? await this.servers.findMany(platform, [serverId]) : [];
      if (!row || !server) return;
      const mayTell = !row.toldAt || now.getTime() - row.toldAt.getTime() >= tellEveryMs;
      const places = mayTell ? toTell(next(row.places)) : next(row.places);
      const news = isNews(row.places, places);
      const revision = row.revision + (news ? 1n : 0n);
      await this.latencies.save(serverId, { places, revision, toldAt: news ? now : row.toldAt }, now);
      if (!news) return;
      const { id, tenantId } = server;
      const event = { serverId: id, tenantId, revision, places: told(places) };
      await this.outbox.add(ServerLatencyChanged, event, { aggregateId: id, tenantId });
    });
  }
}
