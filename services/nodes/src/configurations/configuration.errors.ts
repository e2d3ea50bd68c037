import { DomainError } from '@vortex/kit';
import type { Change } from './difference';
import { toldDifference } from './told-difference';

export class VersionNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('configuration_version_not_found', { id });
  }
}

/** Somebody else was faster. Tells what differs between what there is now and what would have taken its place. */
export class ConfigurationConflict extends DomainError {
  readonly kind = 'conflict';
  constructor(expectedVersionId: string, currentVersionId: string, changes: readonly Change[]) {
    super('configuration_conflict', { expectedVersionId, currentVersionId, ...toldDifference(changes) });
  }
}

/** A rollout decides what the server serves, until it is over. */
export class ServerInRollout extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(serverId: string, rolloutId: string) {
    super('server_in_rollout', { serverId, rolloutId });
  }
}
