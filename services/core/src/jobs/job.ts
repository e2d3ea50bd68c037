import type { CallContext, Id, TenantId } from '@vortex/kit';

export type JobId = Id<'job'>;

export const jobKinds = [
  'CREATE_USERS',
  'EXTEND_USERS',
  'RESET_USERS',
  'MOVE_USERS',
  'SET_USERS_ENABLED',
  'DELETE_USERS',
  'IMPORT_USERS',
  'UNDO',
] as const;
export type JobKind = (typeof jobKinds)[number];

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** What can be written as JSON: inputs and cursors outlive the process. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Who asked for a job and from where; its chunks run in their name. */
export type JobCall = Pick<CallContext, 'caller' | 'client' | 'requestId'>;

export interface Job {
  readonly id: JobId;
  readonly tenantId: TenantId;
  readonly createdBy: string | null;
  readonly kind: JobKind;
  readonly call: JobCall;
  readonly input: Json;
  readonly state: JobState;
  readonly total: number | null;
  readonly done: number;
  readonly failed: number;
  readonly cursor: Json;
  readonly failure: string | null;
  readonly undoUntil: Date | null;
  readonly undoneBy: JobId | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** One item that could not be done. */
export interface JobFailure {
  /** A user's id, or a line of a file. */
  readonly item: string;
  readonly path?: string | null;
  readonly code: string;
  readonly message: string;
}

/** What one chunk has come to. It is committed together with the chunk's own writes. */
export interface JobStep {
  /** Where the next chunk begins. */
  readonly cursor: Json;
  readonly finished: boolean;
  readonly done: number;
  readonly failures?: readonly JobFailure[];
  /** All items of the job, once they are counted. */
  readonly total?: number;
  /** What the chunk has replaced, for undoing it. */
  readonly undo?: readonly Json[];
}

export interface NewJob {
  readonly kind: JobKind;
  readonly input: Json;
  readonly total?: number | null;
  /** For how long it can be undone; absent for what cannot. */
  readonly undoForMs?: number;
}

const finishedStates: ReadonlySet<JobState> = new Set(['done', 'failed', 'cancelled']);

export function isFinished({ state }: Pick<Job, 'state'>): boolean {
  return finishedStates.has(state);
}

/** Only what has ended, changed something, kept what was there, and was not undone before. */
export function canBeUndone(job: Job, now: Date): boolean {
  return isFinished(job) && job.undoneBy === null && job.undoUntil !== null && job.undoUntil > now && job.done > 0;
}

/** Rows of one chunk at most: so many ids fit one event and one audit entry. */
export const chunkRows = 1_000;
