import { type AuditRecord, deedOf } from '@vortex/kit';
import { secretPathsOf } from '../settings/secret-paths';
import { takeSecrets } from '../settings/secrets';
import { type Inbound, sorted } from './inbound';

/**
 * A change of an inbound as the audit has it: its settings without their secrets, of which only is told that they were replaced.
 * Absent before: it is new. Absent after: it is gone.
 */
export function inboundRecord(before: Inbound | undefined, after: Inbound | undefined): AuditRecord {
  const { id = '', tag = '', tenantId } = after ?? before ?? {};
  const [one, other] = [before && parts(before), after && parts(after)];
  const replaced = one && other && one.secrets !== other.secrets;
  return {
    action: `nodes.inbound.${deedOf(before, after)}`,
    tenantId,
    subject: { kind: 'inbound', ids: [id], name: tag },
    before: one?.fields,
    after: other && { ...other.fields, ...(replaced ? { keysReplaced: true } : {}) },
  };
}

function parts(inbound: Inbound) {
  const { serverId, protocol, tag, listen, port, lastPort, network, security, sniffing, enabled, shared, instance } =
    inbound;
  const { open, secrets } = takeSecrets(inbound.settings, secretPathsOf(inbound));
  const settings = sorted(open);
  const place = { serverId, tag, listen, port, lastPort, ...(instance && { instance }) };
  const kind = { protocol, network, security, settings, sniffing, enabled, shared };
  return { fields: { ...place, ...kind }, secrets: JSON.stringify(sorted(secrets)) };
}
