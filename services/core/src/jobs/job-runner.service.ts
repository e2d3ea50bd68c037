import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, DomainError, LOG, type Log, runInCall, runOutsideCall } from '@vortex/kit';
import type { Job } from './job';
import { type JobLease, JobLeaseRepository } from './job-lease.repository';
import { JobHandlers } from './job-handlers.service';
import { JobProgress } from './job-progress.service';
import { JobTakenAway } from './job.errors';

/** A transaction lasts 15 s at most, so a replica that lives never loses its lease over a slow chunk. */
const leaseMs = 30_000;
/** How soon a job is seen that another replica took in, or died over. */
const lookMs = 2_000;
/** Jobs at a time: one long one does not keep all others waiting. */
const lanes = 2;
/** A chunk that keeps failing, or keeps ending the process, ends the job. */
const mostAttempts = 5;

/** Works on the queue of jobs, beside the runners of other replicas. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly working = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private closing = false;

  constructor(
    private readonly db: Database,
    private readonly leases: JobLeaseRepository,
    private readonly handlers: JobHandlers,
    private readonly progress: JobProgress,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), lookMs);
    this.timer.unref();
    this.wake();
  }

  /** Ends behind the chunks under way; the rest is taken up at the next start, or by another replica. */
  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    await Promise.all(this.working);
  }

  /** There may be something to do. */
  wake(): void {
    if (this.closing || this.working.size >= lanes) return;
    const work: Promise<void> = runOutsideCall(() => this.workOff())
      .catch((err: unknown) => this.log.error({ err }, 'jobs could not be taken up'))
      .finally(() => this.working.delete(work));
    this.working.add(work);
  }

  private async workOff(): Promise<void> {
    while (!this.closing) {
      const lease = await this.leases.take(leaseMs, this.clock.now());
      if (!lease) return;
      this.wake(); // the other lane may find another one
      await this.work(lease);
    }
  }

  private async work(lease: JobLease): Promise<void> {
    try {
      if (lease.attempts > mostAttempts) return await this.end(lease, 'gave_up');
      while (!this.closing) {
        const job = await this.step(lease);
        await this.progress.tell(job);
        if (job.state !== 'running') return;
      }
      await this.leases.putBack(lease, 0);
    } catch (error) {
      if (error instanceof JobTakenAway) return;
      if (error instanceof DomainError) return this.end(lease, error.code);
      this.log.error({ err: error, job: lease.id, attempt: lease.attempts }, 'a chunk of a job failed');
      if (lease.attempts >= mostAttempts) return this.end(lease, 'internal');
      await this.leases.putBack(lease, 200 * 4 ** lease.attempts);
    }
  }

  /** One chunk: its writes, its events, its audit entry and the cursor behind it, or nothing of them. */
  private async step(lease: JobLease): Promise<Job> {
    return this.db.run(async () => {
      const job = await this.leases.lockHeld(lease);
      if (!job) throw new JobTakenAway(lease.id);
      const step = await runInCall(job.call, () => this.handlers.of(job.kind).step(job));
      return this.leases.advance(lease, step, leaseMs, this.clock.now());
    });
  }

  private async end(lease: JobLease, failure: string): Promise<void> {
    const job = await this.leases.fail(lease, failure, this.clock.now());
    if (job) await this.progress.tell(job);
  }
}
