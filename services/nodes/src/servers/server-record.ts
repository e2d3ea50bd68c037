import { type AuditRecord, deedOf } from '@vortex/kit';
import { propertiesOf, type Server } from './server';

/** A change of a server as the audit has it. Absent before: it is new. Absent after: it is gone. */
export function serverRecord(before: Server | undefined, after: Server | undefined): AuditRecord {
  const server = after ?? before;
  const { id = '', name = '', tenantId } = server ?? {};
  return {
    action: `nodes.server.${deedOf(before, after)}`,
    tenantId,
    subject: { kind: 'server', ids: [id], name },
    before: before && { ...propertiesOf(before) },
    after: after && { ...propertiesOf(after) },
  };
}
