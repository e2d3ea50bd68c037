import type { AuditRecord } from '@vortex/kit';
import type { Server } from '../servers/server';
import type { Content } from './content';
import { changesBetween } from './difference';
import type { Edit } from './version';

/** A change of all that a server serves as the audit has it: value by value, without secrets. */
export function contentRecord(server: Server, before: Content, after: Content, { cause, reason }: Edit): AuditRecord {
  const changes = changesBetween(before, after);
  const values = (of: 'before' | 'after') =>
    Object.fromEntries(changes.map((change) => [change.path, change.isSecret ? `secret ${of}` : change[of]]));
  return {
    action: 'nodes.configuration.update',
    tenantId: server.tenantId,
    subject: { kind: 'server', ids: [server.id], name: server.name },
    before: values('before'),
    after: { ...values('after'), cause, ...(reason === '' ? {} : { reason }) },
  };
}
