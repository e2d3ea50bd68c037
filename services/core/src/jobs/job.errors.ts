import { DomainError, NotFound, ResourceExhausted } from '@vortex/kit';

export class JobUnknown extends NotFound {
  constructor() {
    super('job_unknown');
  }
}

export class JobFinished extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(state: string) {
    super('job_finished', { state });
  }
}

/** It deleted, it has been undone before, it is still running, or its time for that is over. */
export class JobNotUndoable extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(why: 'cannot_be_undone' | 'already_undone' | 'not_finished' | 'too_late' | 'changed_nothing') {
    super('job_not_undoable', { why });
  }
}

export class TooManyJobs extends ResourceExhausted {
  constructor(most: number) {
    super('too_many_jobs', { most: String(most) });
  }
}

/** Another replica has taken the job up, or somebody has cancelled it: nothing of this chunk may be kept. */
export class JobTakenAway extends Error {
  constructor(id: string) {
    super(`job ${id} is no longer ours`);
    this.name = 'JobTakenAway';
  }
}
