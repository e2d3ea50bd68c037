import type { Job, JobKind, JobStep } from './job';

/** What knows how to do jobs of some kinds, a chunk at a time. */
export interface JobHandler {
  readonly kinds: readonly JobKind[];
  /**
   * Does the next chunk, from `job.cursor`. Runs in a transaction that also keeps the cursor, and in the name of whoever
   * asked for the job. A DomainError ends the job; anything else is tried again.
   */
  step(job: Job): Promise<JobStep>;
}
