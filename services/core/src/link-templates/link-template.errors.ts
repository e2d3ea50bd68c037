import { DomainError } from '@vortex/kit';

export class LinkTemplateNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('link_template_not_found', { id });
  }
}

export class LinkTemplateNameTaken extends DomainError {
  readonly kind = 'conflict';
  constructor(name: string) {
    super('link_template_name_taken', { name }, [
      { path: 'input.name', code: 'taken', message: 'Another template has this name.' },
    ]);
  }
}

/** A rule answers with it. */
export class LinkTemplateInUse extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(id: string, rule: string) {
    super('link_template_in_use', { id, rule });
  }
}

export class LinksChangedMeanwhile extends DomainError {
  readonly kind = 'conflict';
  constructor(revision: bigint) {
    super('changed_meanwhile', { revision: revision.toString() }, [
      { path: 'input.expectedRevision', code: 'stale', message: `It is at revision ${revision} now.` },
    ]);
  }
}
