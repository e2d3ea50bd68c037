import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { anonymous, Audit, CLOCK, type Clock, currentCall, newId, type Scope, Unauthenticated } from '@vortex/kit';
import { type Connection, connectionOf } from '../paging/connection';
import type { Page } from '../paging/page';
import { canBeUndone, isFinished, type Job, type JobFailure, type NewJob } from './job';
import { JobProgress } from './job-progress.service';
import { JobRunner } from './job-runner.service';
import type { JobFilter } from './job-list';
import { JobRepository } from './job.repository';
import { JobFinished, JobUnknown, TooManyJobs } from './job.errors';

/** Unfinished jobs of a tenant at most, so that one of them cannot fill the queue of all. */
const mostUnfinished = 100;

@Injectable()
export class JobService {
  constructor(
    private readonly db: Database,
    private readonly jobs: JobRepository,
    private readonly runner: JobRunner,
    private readonly progress: JobProgress,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts work into the queue, in the name of the account that asks. It begins once the transaction around has committed. */
  async enqueue(scope: Scope, work: NewJob): Promise<Job> {
    const { caller = anonymous, client, requestId } = currentCall() ?? {};
    if (!('tenantId' in scope) || caller.kind !== 'account') throw new Unauthenticated('sign_in_required');
    return this.db.run(async () => {
      if ((await this.jobs.count({ tenantId: scope.tenantId }, { states: ['queued', 'running'] })) >= mostUnfinished)
        throw new TooManyJobs(mostUnfinished);
      const now = this.clock.now();
      const job: Job = {
        id: newId(),
        tenantId: scope.tenantId,
        createdBy: caller.accountId,
        kind: work.kind,
        call: { caller, client, requestId },
        input: work.input,
        state: 'queued',
        total: work.total ?? null,
        done: 0,
        failed: 0,
        cursor: null,
        failure: null,
        undoUntil: work.undoForMs === undefined ? null : new Date(now.getTime() + work.undoForMs),
        undoneBy: null,
        createdAt: now,
        startedAt: null,
        finishedAt: null,
      };
      await this.jobs.insert(job);
      this.db.afterCommit(() => this.runner.wake());
      return job;
    });
  }

  async get(scope: Scope, id: string): Promise<Job> {
    const job = await this.jobs.find(scope, id);
    if (!job) throw new JobUnknown();
    return job;
  }

  find(scope: Scope, id: string): Promise<Job | undefined> {
    return this.jobs.find(scope, id);
  }

  async list(scope: Scope, filter: JobFilter, page: Page): Promise<Connection<Job>> {
    const found = await this.jobs.list(scope, filter, page);
    return connectionOf(
      page,
      found,
      (job) => job,
      () => this.jobs.count(scope, filter),
    );
  }

  /** What could not be done. The job has come from this service, and with it the right to see it. */
  failures(job: Job, limit: number, afterNumber?: number): Promise<JobFailure[]> {
    return this.jobs.failures(job.id, limit, afterNumber);
  }

  /** Until when it can be undone; null when it cannot. */
  undoableUntil(job: Job): Date | null {
    return canBeUndone(job, this.clock.now()) ? job.undoUntil : null;
  }

  /** Stops it behind the chunk under way. What its chunks have done stays done. */
  async cancel(scope: Scope, id: string): Promise<Job> {
    const cancelled = await this.db.run(async () => {
      const job = await this.jobs.lock(scope, id);
      if (!job) throw new JobUnknown();
      if (job.state === 'cancelled') return job;
      if (isFinished(job)) throw new JobFinished(job.state);
      const finishedAt = this.clock.now();
      await this.jobs.cancel(job.id, finishedAt);
      await this.audit.record({
        action: 'core.job.cancel',
        tenantId: job.tenantId,
        subject: { kind: 'job', ids: [job.id], name: job.kind },
        before: { state: job.state },
        after: { state: 'cancelled' },
      });
      return { ...job, state: 'cancelled' as const, finishedAt };
    });
    await this.progress.tell(cancelled);
    return cancelled;
  }

  /** The job as it is, and again whenever it has come further, until it is over. */
  follow(scope: Scope, id: string): AsyncGenerator<Job> {
    return this.progress.follow(() => this.get(scope, id));
  }
}
