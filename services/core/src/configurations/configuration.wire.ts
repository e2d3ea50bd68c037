import type {
  ConfigurationAuthor as WireAuthor,
  ConfigurationCause as WireCause,
  ConfigurationChange as WireChange,
  ConfigurationVersion as WireVersion,
  ConfiguredInbound as WireInbound,
} from '@vortex/contracts/nodes';
import type {
  ConfigurationAuthor,
  ConfigurationCause,
  ConfigurationChange,
  ConfigurationVersion,
  ConfiguredInbound,
  ConfiguredInboundInput,
} from '../generated/schema';
import { required } from '../graphql/required';
import { toSniffing, wireSniffing } from '../inbounds/inbound.wire';
import {
  networkFrom,
  protocolFrom,
  securityFrom,
  wireNetwork,
  wireProtocol,
  wireSecurity,
} from '../inbounds/inbound.words';

/** A version as GraphQL shows it, but for what is loaded. */
export type VersionRow = Omit<ConfigurationVersion, 'inbounds' | 'server' | 'author'> & { readonly author: AuthorRow };

/** Whoever it was; who may know is for its fields to say. */
export interface AuthorRow {
  readonly kind: ConfigurationAuthor['kind'];
  readonly id: string;
}

export function toVersion(wire: WireVersion): VersionRow {
  const { cause, author, createdAt, validatedBy, sourceVersionId, rolloutId, ...rest } = wire;
  return {
    ...rest,
    cause: causeFrom(cause),
    author: toAuthor(author),
    createdAt: required(createdAt, 'ConfigurationVersion.created_at'),
    validatedBy: validatedBy || null,
    sourceVersionId: sourceVersionId || null,
    rolloutId: rolloutId || null,
  };
}

export function toAuthor(wire: WireAuthor | undefined): AuthorRow {
  const { kind, accountId, service } = required(wire, 'author');
  return kind === 'account' ? { kind: 'ACCOUNT', id: accountId } : { kind: 'SERVICE', id: service };
}

export function toConfiguredInbound(wire: WireInbound): ConfiguredInbound {
  const { protocol, network, security, settingsJson, sniffing, enabled, instance, ...rest } = wire;
  return {
    ...rest,
    protocol: protocolFrom(protocol),
    network: networkFrom(network),
    security: securityFrom(security),
    settings: JSON.parse(settingsJson) as unknown,
    sniffing: toSniffing(required(sniffing, 'ConfiguredInbound.sniffing')),
    enabled: enabled ?? true,
    instance: instance ?? null,
  };
}

export function wireInbound(input: ConfiguredInboundInput): WireInbound {
  const { tag, protocol, listen, port, lastPort, network, security, settings, sniffing, enabled, shared } = input;
  return {
    ...{ tag, port, protocol: wireProtocol(protocol), listen: listen ?? '', lastPort: lastPort ?? 0 },
    network: wireNetwork(network ?? 'RAW'),
    security: wireSecurity(security ?? 'NONE'),
    settingsJson: JSON.stringify(settings ?? {}),
    sniffing: sniffing ? wireSniffing(sniffing) : undefined,
    enabled: enabled ?? undefined,
    shared: shared ?? false,
    instance: input.instance ?? undefined,
  };
}

export function toChange({ path, beforeJson, afterJson, isSecret }: WireChange): ConfigurationChange {
  return { path, before: valueOf(beforeJson), after: valueOf(afterJson), isSecret };
}

function valueOf(json: string): unknown {
  return json === '' ? null : (JSON.parse(json) as unknown);
}

export function wireCause(cause: ConfigurationCause): WireCause {
  return `CONFIGURATION_CAUSE_${cause}` as WireCause;
}

function causeFrom(wire: WireCause): ConfigurationCause {
  return wire.replace('CONFIGURATION_CAUSE_', '') as ConfigurationCause;
}
