import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { PrismaClient } from '../generated/prisma/client';
import type { Job, JobId, JobStep } from './job';
import { columns, type JobRow, toJob } from './job-row';

/** The right to work on one job. */
export interface JobLease {
  readonly id: JobId;
  readonly token: bigint;
  /** How often the job was taken up since its last finished chunk, this time included. */
  readonly attempts: number;
}

type LeaseRow = { readonly id: string; readonly token: bigint; readonly attempts: number };

/** The platform's jobs as the runner sees them: it works for all tenants, so there is no scope to take. */
@Injectable()
export class JobLeaseRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Takes up the oldest job nobody works on; one of a tenant that has none running comes first. */
  async take(ttlMs: number, now: Date): Promise<JobLease | undefined> {
    const [row] = await this.db.sql.query<LeaseRow>(
      `UPDATE job SET state = 'running', lease_token = lease_token + 1, attempts = attempts + 1,
              lease_until = clock_timestamp() + $1 * interval '1 ms', started_at = coalesce(started_at, $2)
       WHERE id = (
         SELECT waiting.id FROM job AS waiting
         WHERE waiting.state IN ('queued', 'running')
           AND (waiting.lease_until IS NULL OR waiting.lease_until < clock_timestamp())
         ORDER BY EXISTS (
           SELECT FROM job AS other
           WHERE other.tenant_id = waiting.tenant_id AND other.state = 'running' AND other.lease_until >= clock_timestamp()
         ), waiting.created_at, waiting.id
         LIMIT 1 FOR UPDATE SKIP LOCKED
       )
       RETURNING id, lease_token AS token, attempts`,
      [ttlMs, now],
    );
    return row && { ...row, id: row.id as JobId };
  }

  /** The job, locked until the transaction ends; undefined when the lease is no longer good or the job is over. */
  async lockHeld({ id, token }: JobLease): Promise<Job | undefined> {
    const [row] = await this.db.sql.query<JobRow>(
      `SELECT ${columns} FROM job WHERE id = $1 AND lease_token = $2 AND state = 'running' FOR UPDATE`,
      [id, token],
    );
    return row && toJob(row);
  }

  /** Keeps what a chunk has come to, in the chunk's own transaction. The row is locked by `lockHeld`. */
  async advance({ id, token }: JobLease, step: JobStep, ttlMs: number, now: Date): Promise<Job> {
    const failures = step.failures ?? [];
    if (failures.length > 0) {
      await this.db.sql.execute(
        `INSERT INTO job_failure (job_id, number, item, path, code, message)
         SELECT job.id, job.failed + f.n, f.item, f.path, f.code, f.message
         FROM job, unnest($2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS f(item, path, code, message, n)
         WHERE job.id = $1`,
        [
          id,
          failures.map(({ item }) => item),
          failures.map(({ path }) => path ?? null),
          failures.map(({ code }) => code),
          failures.map(({ message }) => message),
        ],
      );
    }
    if (step.undo && step.undo.length > 0) {
      await this.db.sql.execute(
        `INSERT INTO job_undo (job_id, number, items)
         SELECT $1, coalesce(max(number), 0) + 1, $2::jsonb FROM job_undo WHERE job_id = $1`,
        [id, JSON.stringify(step.undo)],
      );
    }
    const [row] = await this.db.sql.query<JobRow>(
      `UPDATE job SET cursor = $3::jsonb, done = done + $4, failed = failed + $5, total = coalesce($6, total), attempts = 0,
              state = CASE WHEN $7 THEN 'done' ELSE state END,
              finished_at = CASE WHEN $7 THEN $8::timestamptz END,
              lease_until = CASE WHEN $7 THEN NULL ELSE clock_timestamp() + $9 * interval '1 ms' END
       WHERE id = $1 AND lease_token = $2 RETURNING ${columns}`,
      [
        id,
        token,
        JSON.stringify(step.cursor),
        step.done,
        failures.length,
        step.total ?? null,
        step.finished,
        now,
        ttlMs,
      ],
    );
    if (!row) throw new Error(`job ${id} was not locked`);
    return toJob(row);
  }

  /** Ends the job as a whole; undefined when it is no longer ours to end. */
  async fail({ id, token }: JobLease, failure: string, now: Date): Promise<Job | undefined> {
    const [row] = await this.db.sql.query<JobRow>(
      `UPDATE job SET state = 'failed', failure = $3, finished_at = $4, lease_until = NULL
       WHERE id = $1 AND lease_token = $2 AND state = 'running' RETURNING ${columns}`,
      [id, token, failure, now],
    );
    return row && toJob(row);
  }

  /** Lets somebody take it up again after `delayMs`. */
  async putBack({ id, token }: JobLease, delayMs: number): Promise<void> {
    await this.db.sql.execute(
      `UPDATE job SET lease_until = clock_timestamp() + $3 * interval '1 ms'
       WHERE id = $1 AND lease_token = $2 AND state = 'running'`,
      [id, token, delayMs],
    );
  }
}
