import { Inject, Injectable } from '@nestjs/common';
import { CursorTooOld, type FanOut } from '@vortex/cache';
import { FAN_OUT, LOG, type Log } from '@vortex/kit';
import { isFinished, type Job } from './job';

/** Tells whoever follows a job, at any replica, that it has come further. What is told is only that: the row says how far. */
@Injectable()
export class JobProgress {
  constructor(
    @Inject(FAN_OUT) private readonly fanOut: FanOut,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Never fails: the job has come further whether anybody hears of it or not. */
  async tell({ id, done, failed, state }: Job): Promise<void> {
    try {
      await this.fanOut.publish(topicOf(id), `${state} ${done + failed}`);
    } catch (err) {
      this.log.warn({ err, job: id }, 'the progress of a job could not be told');
    }
  }

  /** @param read the job as it is now, within the scope of the one who follows */
  async *follow(read: () => Promise<Job>): AsyncGenerator<Job> {
    const ending = new AbortController();
    try {
      let job = await read();
      yield job;
      while (!isFinished(job)) {
        try {
          // Listens first and reads then, so that nothing falls between.
          const told = this.fanOut.subscribe(topicOf(job.id), { signal: ending.signal });
          const ahead = told.next();
          job = yield* newer(job, await read());
          if (isFinished(job)) return;
          for (let step = await ahead; !step.done; step = await told.next()) {
            job = yield* newer(job, await read());
            if (isFinished(job)) return;
          }
          return; // the fan-out has closed
        } catch (error) {
          // Too slow for what was told; the row still knows.
          if (!(error instanceof CursorTooOld)) throw error;
        }
      }
    } finally {
      ending.abort();
    }
  }
}

/** Gives the job when it has come further than before. */
function* newer(before: Job, now: Job): Generator<Job, Job> {
  const further = now.state !== before.state || now.done !== before.done || now.failed !== before.failed;
  if (further) yield now;
  return now;
}

function topicOf(id: string): string {
  return `core:job:${id}`;
}
