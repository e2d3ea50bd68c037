import { DomainError } from '@vortex/kit';

export class ServerNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('server_not_found', { id });
  }
}

export class ServerNameTaken extends DomainError {
  readonly kind = 'conflict';
  constructor(name: string) {
    super('server_name_taken', { name });
  }
}

export class ServerStateRefused extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(from: string, to: string) {
    super('server_state_refused', { from, to });
  }
}

export class ServerHasInbounds extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(id: string, inboundCount: number) {
    super('server_has_inbounds', { id, inboundCount: String(inboundCount) });
  }
}

export class ServerConnected extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(id: string) {
    super('server_connected', { id });
  }
}

/** Somebody else was faster: what was edited is not what there is. */
class RevisionMismatch extends DomainError {
  readonly kind = 'conflict';
  constructor(id: string, expected: bigint, actual: bigint) {
    super('revision_mismatch', { id, expected: String(expected), actual: String(actual) });
  }
}

/** Throws `RevisionMismatch` when an editor names a revision that is not the current one. */
export function expectRevision(row: { readonly id: string; readonly revision: bigint }, expected?: bigint): void {
  if (expected !== undefined && expected !== row.revision) throw new RevisionMismatch(row.id, expected, row.revision);
}
