import type { TenantId } from '@vortex/kit';
import type { Job, JobCall, JobId, JobKind, JobState, Json } from './job';

/** A row of the table `job`, as `columns` reads it. */
export interface JobRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly created_by: string | null;
  readonly kind: string;
  readonly call: JobCall;
  readonly input: Json;
  readonly state: string;
  readonly total: number | null;
  readonly done: number;
  readonly failed: number;
  readonly cursor: Json;
  readonly failure: string | null;
  readonly undo_until: Date | null;
  readonly undone_by: string | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

export const columns =
  'id, tenant_id, created_by, kind, call, input, state, total, done, failed, cursor, failure, undo_until, undone_by, ' +
  'created_at, started_at, finished_at';

export function toJob(row: JobRow): Job {
  const { call, input, total, done, failed, cursor, failure } = row;
  return {
    ...{ call, input, total, done, failed, cursor, failure },
    id: row.id as JobId,
    tenantId: row.tenant_id as TenantId,
    createdBy: row.created_by,
    kind: row.kind as JobKind,
    state: row.state as JobState,
    undoUntil: row.undo_until,
    undoneBy: row.undone_by as JobId | null,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
