import { Inject, Injectable } from '@nestjs/common';
import type { Cache } from '@vortex/cache';
import { Database } from '@vortex/database';
import { type AccountCaller, Audit, CACHE, CLOCK, type Clock, newId, scopeOf } from '@vortex/kit';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import { GroupMemberRepository } from '../groups/group-member.repository';
import { GroupRepository } from '../groups/group.repository';
import type { Json } from '../jobs/job';
import { fromJson, toJson } from '../jobs/job-json';
import type { UserFilter } from '../users/user-filter';
import type { UserId } from '../users/user';
import { UserRepository } from '../users/user.repository';
import { defused } from './csv-text';
import { DownloadUnknown } from './csv.errors';
import { exportedColumns, toCells } from './user-csv';

export interface Download {
  readonly id: string;
  readonly expiresAt: Date;
}

/** What a link stands for: whose it is, and who is meant. */
interface Ticket {
  readonly accountId: string;
  readonly tenantId: string;
  readonly filter: UserFilter;
}

const lifetimeMs = 10 * 60_000;
const chunk = 1_000;

/** Gives users out as files. */
@Injectable()
export class CsvExport {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly users: UserRepository,
    private readonly groups: GroupRepository,
    private readonly members: GroupMemberRepository,
    @Inject(CACHE) private readonly cache: Cache,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A link for the account that asks, and for nobody else. It changes nothing, but who took so much out is recorded. */
  async offer({ accountId, tenantId }: AccountCaller, filter: UserFilter): Promise<Download> {
    const id = newId();
    const ticket: Ticket = { accountId, tenantId, filter };
    const subject = { kind: 'user', ids: [] };
    const after = { filter: toJson(filter) };
    await this.db.run(() => this.audit.record({ action: 'core.user.export', tenantId, subject, after }));
    await this.cache.set(keyOf(id), JSON.stringify(toJson(ticket)), lifetimeMs);
    return { id, expiresAt: new Date(this.clock.now().getTime() + lifetimeMs) };
  }

  /** All rows, read as fast as they are taken. CRLF and quotes as RFC 4180 has them. */
  async open(caller: AccountCaller, id: string): Promise<Readable> {
    const text = await this.cache.get(keyOf(id));
    const ticket = text === undefined ? undefined : fromJson<Ticket>(JSON.parse(text) as Json);
    const own = ticket?.accountId === caller.accountId && ticket.tenantId === caller.tenantId;
    if (!ticket || !own) throw new DownloadUnknown();
    const rows = Readable.from(this.rows(caller, ticket.filter));
    const lines = stringify({ header: true, columns: [...exportedColumns], record_delimiter: 'windows' });
    // Whoever reads `lines` finds out about a failure there; the callback keeps it from being unhandled.
    return pipeline(rows, lines, () => undefined);
  }

  private async *rows(caller: AccountCaller, filter: UserFilter): AsyncGenerator<string[]> {
    const scope = scopeOf(caller);
    const names = new Map<string, { readonly name: string }>();
    for (let after: UserId | undefined; ;) {
      const ids = await this.users.idsOf(scope, filter, chunk, after);
      const users = await this.users.findMany(scope, ids);
      const groups = await this.members.groupsOf(scope, ids);
      const unknown = [...new Set([...groups.values()].flat())].filter((id) => !names.has(id));
      for (const group of await this.groups.findMany({ tenantId: caller.tenantId }, unknown))
        names.set(group.id, group);
      for (const user of users.sort((one, other) => (one.id < other.id ? -1 : 1))) {
        const own = (groups.get(user.id) ?? []).flatMap((id) => names.get(id) ?? []);
        yield toCells(user, own).map(defused);
      }
      after = ids.at(-1);
      if (ids.length < chunk) return;
    }
  }
}

function keyOf(id: string): string {
  return `core:download:${id}`;
}
