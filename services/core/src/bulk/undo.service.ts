import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, type Scope } from '@vortex/kit';
import { isFinished, type Job } from '../jobs/job';
import { JobNotUndoable, JobUnknown } from '../jobs/job.errors';
import { JobRepository } from '../jobs/job.repository';
import { JobService } from '../jobs/job.service';

/** Undoes what a bulk operation has done, where that can be. */
@Injectable()
export class UndoService {
  constructor(
    private readonly db: Database,
    private readonly jobs: JobRepository,
    private readonly queue: JobService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Two that ask at once: the second is told that it is undone already. */
  async undo(scope: Scope, id: string): Promise<Job> {
    return this.db.run(async () => {
      const job = await this.jobs.lock(scope, id);
      if (!job) throw new JobUnknown();
      if (job.undoUntil === null) throw new JobNotUndoable('cannot_be_undone');
      if (!isFinished(job)) throw new JobNotUndoable('not_finished');
      if (job.undoneBy !== null) throw new JobNotUndoable('already_undone');
      if (job.undoUntil <= this.clock.now()) throw new JobNotUndoable('too_late');
      if (job.done === 0) throw new JobNotUndoable('changed_nothing');
      const undoing = await this.queue.enqueue(scope, { kind: 'UNDO', input: { jobId: job.id } });
      await this.jobs.markUndone(job.id, undoing.id);
      return undoing;
    });
  }
}
