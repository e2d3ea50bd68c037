import { DomainError } from '@vortex/kit';

export class GroupNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('group_not_found', { id });
  }
}

export class GroupNameTaken extends DomainError {
  readonly kind = 'conflict';
  constructor(name: string) {
    const message = 'Another group has this name.';
    super('group_name_taken', { name }, [{ path: 'input.name', code: 'taken', message }]);
  }
}

export class GroupChangedMeanwhile extends DomainError {
  readonly kind = 'conflict';
  constructor(id: string, revision: bigint) {
    super('changed_meanwhile', { id, revision: revision.toString() }, [
      { path: 'input.expectedRevision', code: 'stale', message: `It is at revision ${revision} now.` },
    ]);
  }
}
