import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { PrismaClient } from '../generated/prisma/client';
import type { Placed } from '../paging/connection';
import type { CursorKeys } from '../paging/cursor';
import { keysetOf } from '../paging/keyset.sql';
import type { Page } from '../paging/page';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import { goesOnSince, type Incident, type IncidentId, type IncidentNews, type Sight } from './incident';
import { conditionsOf, type IncidentFilter, seenBy } from './incident-list';

const columns = `id, tenant_id AS "tenantId", server_id AS "serverId", kind, count, first_at AS "firstAt",
  last_at AS "lastAt", acknowledged_at AS "acknowledgedAt", acknowledged_by AS "acknowledgedBy"`;

@Injectable()
export class IncidentRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** @returns whether there is one that it goes on with */
  async goOn({ kind, serverId, count, firstAt, lastAt }: IncidentNews): Promise<boolean> {
    const found = await this.db.sql.execute(
      `UPDATE incident SET count = count + $3, last_at = greatest(last_at, $4)
       WHERE id = (
         SELECT id FROM incident
         WHERE server_id IS NOT DISTINCT FROM $1::uuid AND kind = $2 AND acknowledged_at IS NULL AND last_at >= $5
         ORDER BY last_at DESC LIMIT 1 FOR NO KEY UPDATE
       )`,
      [serverId, kind, count, lastAt, goesOnSince(firstAt)],
    );
    return found > 0;
  }

  async insert(incident: Incident): Promise<void> {
    await this.db.client.incident.create({ data: incident });
  }

  async lock(sight: Sight, id: IncidentId): Promise<Incident | undefined> {
    const parameters = new SqlParameters();
    const where = whereOf([`id = ${parameters.add(id, 'uuid')}`, seenBy(sight, parameters)]);
    const query = `SELECT ${columns} FROM incident ${where} FOR NO KEY UPDATE`;
    return (await this.db.sql.query<Incident>(query, parameters.values))[0];
  }

  async acknowledge({ id, acknowledgedAt, acknowledgedBy }: Incident): Promise<void> {
    await this.db.client.incident.updateMany({ where: { id }, data: { acknowledgedAt, acknowledgedBy } });
  }

  /** From the near end of the page on, up to one more than it has. */
  async page(sight: Sight, filter: IncidentFilter, page: Page): Promise<Placed<Incident>[]> {
    const parameters = new SqlParameters();
    const narrowed = [seenBy(sight, parameters), ...conditionsOf(filter, parameters)];
    const { keys, where, orderBy, limit } = keysetOf(page, parameters);
    const rows = await this.db.sql.query<Incident & { readonly keys: CursorKeys }>(
      `SELECT ${columns}, ${keys} FROM incident ${whereOf([...narrowed, ...where])} ${orderBy} ${limit}`,
      parameters.values,
    );
    return rows.map(({ keys: place, ...row }) => ({ row, keys: place }));
  }

  async count(sight: Sight, filter: IncidentFilter): Promise<number> {
    const parameters = new SqlParameters();
    const where = whereOf([seenBy(sight, parameters), ...conditionsOf(filter, parameters)]);
    const query = `SELECT count(*) AS count FROM incident ${where}`;
    const [row] = await this.db.sql.query<{ count: bigint }>(query, parameters.values);
    return Number(row?.count ?? 0);
  }

  async removeBefore(lastAt: Date): Promise<void> {
    await this.db.client.incident.deleteMany({ where: { lastAt: { lt: lastAt } } });
  }
}
