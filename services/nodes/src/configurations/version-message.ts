import type {
  ConfigurationAuthor,
  ConfigurationCause as CauseMessage,
  ConfigurationChange as ChangeMessage,
  ConfigurationVersion as VersionMessage,
  ConfiguredInbound,
} from '@vortex/contracts/nodes';
import type { InboundProperties } from '../inbounds/inbound';
import { kindMessage } from '../inbounds/inbound-message';
import { withoutSecrets } from './content';
import type { Change } from './difference';
import type { Author, Version } from './version';

export function toMessage(version: Version): VersionMessage {
  const { id, tenantId, serverId, number, hash, isCurrent, draft, cause, reason, author, validatedBy } = version;
  return {
    ...{ id, tenantId, serverId, number, hash, isCurrent, isDraft: draft, reason, validatedBy },
    cause: `CONFIGURATION_CAUSE_${cause.toUpperCase()}` as CauseMessage,
    author: authorMessage(author),
    createdAt: version.createdAt,
    sourceVersionId: version.sourceVersionId ?? '',
    rolloutId: version.rolloutId ?? '',
  };
}

export function authorMessage({ kind, id }: Author): ConfigurationAuthor {
  return { kind, accountId: kind === 'account' ? id : '', service: kind === 'service' ? id : '' };
}

/** Without its secrets. */
export function inboundMessage(inbound: InboundProperties): ConfiguredInbound {
  const { tag, listen, port, lastPort, settings, sniffing, enabled, shared, instance } = withoutSecrets(inbound);
  return {
    ...{ tag, listen, port, lastPort, enabled, shared, instance, ...kindMessage(inbound) },
    settingsJson: JSON.stringify(settings),
    sniffing: { ...sniffing, destinationOverrides: [...sniffing.destinationOverrides] },
  };
}

export function changeMessage({ path, before, after, isSecret }: Change): ChangeMessage {
  return { path, beforeJson: jsonOf(before), afterJson: jsonOf(after), isSecret };
}

function jsonOf(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}
