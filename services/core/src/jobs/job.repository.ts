import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { Placed } from '../paging/connection';
import type { CursorKeys } from '../paging/cursor';
import { keysetOf } from '../paging/keyset.sql';
import type { Page } from '../paging/page';
import { SqlParameters } from '../paging/sql-parameters';
import type { Job, JobFailure, JobId, Json } from './job';
import { conditionsOf, type JobFilter } from './job-list';
import { columns, type JobRow, toJob } from './job-row';

@Injectable()
export class JobRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async insert(job: Job): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO job (id, tenant_id, created_by, kind, call, input, state, total, cursor, undo_until, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[job.id, job.tenantId, job.createdBy, job.kind, JSON.stringify(job.call), JSON.stringify(job.input)],
        ...[job.state, job.total, JSON.stringify(job.cursor), job.undoUntil, job.createdAt],
      ],
    );
  }

  async find(scope: Scope, id: string): Promise<Job | undefined> {
    return this.one(`SELECT ${columns} FROM job WHERE id = $1 AND ${seen(2)}`, [id, ...seenBy(scope)]);
  }

  /** Waits for the chunk under way, if there is one. */
  async lock(scope: Scope, id: string): Promise<Job | undefined> {
    return this.one(`SELECT ${columns} FROM job WHERE id = $1 AND ${seen(2)} FOR UPDATE`, [id, ...seenBy(scope)]);
  }

  async list(scope: Scope, filter: JobFilter, page: Page): Promise<Placed<Job>[]> {
    const parameters = new SqlParameters();
    for (const value of seenBy(scope)) parameters.add(value, 'uuid');
    const filtered = conditionsOf(filter, parameters);
    const { keys, where, orderBy, limit } = keysetOf(page, parameters);
    const rows = await this.db.sql.query<JobRow & { readonly keys: CursorKeys }>(
      `SELECT ${columns}, ${keys} FROM job WHERE ${[seen(1), ...filtered, ...where].join(' AND ')} ${orderBy} ${limit}`,
      parameters.values,
    );
    return rows.map((row) => ({ row: toJob(row), keys: row.keys }));
  }

  async count(scope: Scope, filter: JobFilter): Promise<number> {
    const parameters = new SqlParameters();
    for (const value of seenBy(scope)) parameters.add(value, 'uuid');
    const [row] = await this.db.sql.query<{ count: bigint }>(
      `SELECT count(*) AS count FROM job WHERE ${[seen(1), ...conditionsOf(filter, parameters)].join(' AND ')}`,
      parameters.values,
    );
    return Number(row?.count ?? 0n);
  }

  async cancel(id: JobId, now: Date): Promise<void> {
    await this.db.sql.execute(`UPDATE job SET state = 'cancelled', finished_at = $2 WHERE id = $1`, [id, now]);
  }

  async markUndone(id: JobId, by: JobId): Promise<void> {
    await this.db.sql.execute('UPDATE job SET undone_by = $2 WHERE id = $1', [id, by]);
  }

  async failures(id: JobId, limit: number, afterNumber = 0): Promise<JobFailure[]> {
    return this.db.sql.query<JobFailure>(
      `SELECT item, path, code, message FROM job_failure WHERE job_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
      [id, afterNumber, limit],
    );
  }

  /** The next record of what `id` has replaced, the last chunk's first. */
  async undoRecord(id: string, below: number): Promise<{ number: number; items: readonly Json[] } | undefined> {
    const [row] = await this.db.sql.query<{ number: number; items: readonly Json[] }>(
      'SELECT number, items FROM job_undo WHERE job_id = $1 AND number < $2 ORDER BY number DESC LIMIT 1',
      [id, below],
    );
    return row;
  }

  /** Forgets what is over for long, and what can no longer be undone. */
  async prune(finishedBefore: Date, now: Date): Promise<void> {
    await this.db.sql.execute(
      `DELETE FROM job_undo WHERE job_id IN (SELECT id FROM job WHERE undo_until < $1 AND state NOT IN ('queued', 'running'))`,
      [now],
    );
    await this.db.sql.execute('DELETE FROM job WHERE finished_at < $1', [finishedBefore]);
  }

  private async one(sql: string, params: readonly unknown[]): Promise<Job | undefined> {
    const [row] = await this.db.sql.query<JobRow>(sql, params);
    return row && toJob(row);
  }
}

/** The condition of a scope, whose two parameters `seenBy` gives. */
function seen(first: number): string {
  return `($${first}::uuid IS NULL OR tenant_id = $${first}) AND ($${first + 1}::uuid IS NULL OR created_by = $${first + 1})`;
}

function seenBy(scope: Scope): [tenantId: string | null, ownedBy: string | null] {
  return 'tenantId' in scope ? [scope.tenantId, scope.ownedBy ?? null] : [null, null];
}
