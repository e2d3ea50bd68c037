import { type AuditRecord, deedOf } from '@vortex/kit';
import type { Rollout } from './rollout';

/** A change of a rollout as the audit has it. Absent before: it is new. */
export function rolloutRecord(before: Rollout | undefined, after: Rollout): AuditRecord {
  const { id, tenantId, hash } = after;
  return {
    action: `nodes.rollout.${deedOf(before, after)}`,
    tenantId,
    subject: { kind: 'rollout', ids: [id], name: hash.slice(0, 12) },
    before: before && fieldsOf(before),
    after: fieldsOf(after),
  };
}

function fieldsOf({ versionId, state, cause, causeServerId, stage, stagesPercent, windowSeconds, reason }: Rollout) {
  return { versionId, state, cause, causeServerId, stage, stagesPercent, windowSeconds, reason };
}
