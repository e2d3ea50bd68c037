import { DomainError } from '@vortex/kit';

/** Services that run apart are stopped by whoever runs them, and restored by a command. */
export class RestoreApart extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(fileName: string) {
    super('restore_apart', { command: `npm run restore -- ${fileName}` });
  }
}

export class RestoreInProgress extends DomainError {
  readonly kind = 'conflict';
  constructor() {
    super('restore_in_progress');
  }
}
