import { DomainError } from '@vortex/kit';

export class HostNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('host_not_found', { id });
  }
}

export class HostChangedMeanwhile extends DomainError {
  readonly kind = 'conflict';
  constructor(id: string, revision: bigint) {
    super('changed_meanwhile', { id, revision: revision.toString() }, [
      { path: 'input.expectedRevision', code: 'stale', message: `It is at revision ${revision} now.` },
    ]);
  }
}
