import { Inject, Injectable } from '@nestjs/common';
import { ServerQuotaChanged } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, type Scope } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import type { Server } from '../servers/server';
import { ServerRepository } from '../servers/server.repository';
import { monthAt } from './quota-month';
import type { QuotaUsage } from './quota-usage';
import { type QuotaRow, ServerQuotaRepository } from './server-quota.repository';
import { ServerTrafficRepository } from './server-traffic.repository';
import { quotaStateMessage } from './standing-message';
import { quotaState, usedOf } from './traffic-quota';

const platform = { platform: true } as const;
/** What is used up is shown for so long at most. */
const everyMs = 10_000;
const mostAtOnce = 100;

/** Reckons what servers may still carry this month, from what was recorded of them, and tells when that changes. */
@Injectable()
export class ServerQuotas {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly quotas: ServerQuotaRepository,
    private readonly traffic: ServerTrafficRepository,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of those that have a quota. */
  async findMany(scope: Scope, ids: readonly string[]): Promise<QuotaUsage[]> {
    const servers = await this.servers.findMany(scope, ids);
    return this.reckon(servers.filter(({ trafficQuota }) => trafficQuota.limitBytes > 0n));
  }

  /** Looks at all that are due, once. Replicas share the work. */
  async round(): Promise<void> {
    const now = this.clock.now();
    await this.quotas.begin(now);
    const due = await this.quotas.claim(now, new Date(now.getTime() + everyMs), mostAtOnce);
    if (due.length === 0) return;
    const known = new Map(due.map((row) => [row.serverId, row]));
    for (const usage of await this.reckon(await this.servers.findMany(platform, [...known.keys()]))) {
      const row = known.get(usage.server.id);
      if (row && row.state !== usage.state) await this.tell(row, usage);
    }
  }

  private async reckon(servers: readonly Server[]): Promise<QuotaUsage[]> {
    const now = this.clock.now();
    const months = servers.map((server) => ({ serverId: server.id, ...monthAt(server.trafficQuota, now) }));
    const sums = months.length > 0 ? await this.traffic.within(months) : [];
    return servers.flatMap((server, n) => {
      const [month, sum] = [months[n], sums[n]];
      if (!month || !sum) return [];
      const usedBytes = usedOf(server.trafficQuota.counted, sum);
      return [{ server, month, usedBytes, state: quotaState(server.trafficQuota, usedBytes) }];
    });
  }

  private tell(row: QuotaRow, { server, month, usedBytes, state }: QuotaUsage): Promise<void> {
    const { id, tenantId, trafficQuota } = server;
    return this.db.run(async () => {
      if (!(await this.quotas.change(row, state))) return;
      const event = {
        ...{ serverId: id, tenantId, revision: row.revision + 1n, state: quotaStateMessage(state) },
        ...{ usedBytes, limitBytes: trafficQuota.limitBytes, periodEndsAt: month.end },
      };
      await this.outbox.add(ServerQuotaChanged, event, { aggregateId: id, tenantId });
    });
  }
}
