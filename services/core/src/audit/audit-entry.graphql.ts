import type { AuditEntry as AuditEntryMessage } from '@vortex/contracts/auth';
import type { AuditActorKind, AuditChange, AuditEntry } from '../generated/schema';
import { required } from '../graphql/required';

const kinds: Readonly<Record<string, AuditActorKind>> = {
  account: 'ACCOUNT',
  service: 'SERVICE',
  anonymous: 'ANONYMOUS',
};

/** A record as clients see it. */
export function toAuditEntry(entry: AuditEntryMessage): AuditEntry {
  const { id, tenantId, action } = entry;
  const actor = required(entry.actor, 'AuditEntry.actor');
  const subject = required(entry.subject, 'AuditEntry.subject');
  return {
    id,
    tenantId,
    action,
    at: required(entry.at, 'AuditEntry.at'),
    actor: {
      kind: required(kinds[actor.kind], 'AuditEntry.actor.kind'),
      id: actor.id || null,
      name: entry.actorName || null,
      role: actor.role || null,
      actingFromTenantId: actor.actingFromTenantId || null,
      sessionId: actor.sessionId || null,
    },
    subject: { kind: subject.kind, ids: subject.ids, name: subject.name || null },
    changes: changesOf(entry),
    clientAddress: entry.clientAddress || null,
    userAgent: entry.userAgent || null,
    requestId: entry.requestId || null,
  };
}

function changesOf({ beforeJson, afterJson }: AuditEntryMessage): AuditChange[] {
  const [before, after] = [fieldsOf(beforeJson), fieldsOf(afterJson)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.map((field) => ({ field, before: text(before[field]), after: text(after[field]) }));
}

function fieldsOf(json: string): Record<string, unknown> {
  return json === '' ? {} : (JSON.parse(json) as Record<string, unknown>);
}

function text(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
