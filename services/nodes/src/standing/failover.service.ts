import { Inject, Injectable } from '@nestjs/common';
import { ServerFailoverChanged } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope, type TenantId } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { nameKey } from '../servers/server';
import { byRank, type FailoverGroup, type FailoverStanding, standingsOf } from './failover';
import { FailoverGroupNotFound } from './failover.errors';
import { FailoverRepository, type FailoverRow } from './failover.repository';

const platform = { platform: true } as const;
const shownUsually = 1;
const inNone: FailoverStanding = { spare: false, fitSince: null };

/** Decides which servers of a group are shown, and tells when that changes. */
@Injectable()
export class FailoverService {
  constructor(
    private readonly db: Database,
    private readonly failover: FailoverRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The groups of a tenant, by name. */
  async list(tenantId: TenantId): Promise<FailoverGroup[]> {
    const { groups, shown } = await this.read({ tenantId });
    const named = [...groups].filter(([key]) => key !== keyOf(tenantId, ''));
    return named.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, rows]) => groupOf(rows, shown.get(key)));
  }

  /** Throws `FailoverGroupNotFound` where no server is in it. */
  update(tenantId: TenantId, name: string, shownServers: number): Promise<FailoverGroup> {
    return this.db.run(async () => {
      const { groups, shown } = await this.read({ tenantId });
      const key = nameKey(name);
      const rows = groups.get(keyOf(tenantId, key));
      if (!rows) throw new FailoverGroupNotFound(name);
      const before = groupOf(rows, shown.get(keyOf(tenantId, key)));
      await this.failover.saveGroup({ tenantId, key, shownServers });
      await this.audit.record({
        action: 'nodes.failover_group.update',
        tenantId,
        subject: { kind: 'failover_group', ids: [key], name: before.name },
        before: { shownServers: before.shownServers },
        after: { shownServers },
      });
      return { ...before, shownServers };
    });
  }

  /** Looks at all groups, once. Where two replicas do at the same time, one of them has its way. */
  async round(): Promise<void> {
    const { groups, shown } = await this.read(platform);
    const now = this.clock.now();
    for (const [key, rows] of groups) {
      const members = rows.map((row) => ({ ...row, standing: standingOf(row) }));
      const standings = standingsOf(members, shown.get(key) ?? shownUsually, now);
      for (const row of rows) {
        const next = row.group === '' ? inNone : standings.get(row.serverId);
        if (next && isOther(row, next)) await this.change(row, next);
      }
    }
  }

  private change(row: FailoverRow, next: FailoverStanding): Promise<void> {
    const { serverId, tenantId, group, revision } = row;
    return this.db.run(async () => {
      if (!(await this.failover.save(row, next)) || (row.spare ?? false) === next.spare) return;
      const event = { serverId, tenantId, group, spare: next.spare, revision: revision + 1n };
      await this.outbox.add(ServerFailoverChanged, event, { aggregateId: serverId, tenantId });
    });
  }

  /** By its key, the servers of each group, and how many of them are shown where somebody has said so. */
  private async read(scope: Scope) {
    const [rows, decided] = await Promise.all([this.failover.members(scope), this.failover.groups(scope)]);
    const groups = new Map<string, FailoverRow[]>();
    for (const row of rows) {
      const key = keyOf(row.tenantId, nameKey(row.group));
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return { groups, shown: new Map(decided.map((row) => [keyOf(row.tenantId, row.key), row.shownServers])) };
  }
}

function keyOf(tenantId: string, key: string): string {
  return `${tenantId} ${key}`;
}

function groupOf(rows: readonly FailoverRow[], shownServers = shownUsually): FailoverGroup {
  const members = [...rows]
    .sort(byRank)
    .map(({ serverId, rank, spare }) => ({ serverId, rank, spare: spare ?? false }));
  return { name: rows[0]?.group ?? '', shownServers, members };
}

function standingOf({ spare, fitSince }: FailoverRow): FailoverStanding | undefined {
  return spare === null ? undefined : { spare, fitSince };
}

function isOther({ spare, fitSince }: FailoverRow, next: FailoverStanding): boolean {
  return spare !== next.spare || fitSince?.getTime() !== next.fitSince?.getTime();
}
