import { DomainError } from '@vortex/kit';

export class RolloutNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('rollout_not_found', { id });
  }
}

/** It is not in a state that this may be done in. */
export class RolloutStateRefused extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(id: string, state: string) {
    super('rollout_state_refused', { id, state });
  }
}
