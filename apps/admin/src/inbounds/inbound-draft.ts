import type {
  CreateInboundInput,
  InboundFieldsFragment,
  InboundNetwork,
  InboundProtocol,
  InboundSchemasQuery,
  InboundSecurity,
  SniffedProtocol,
} from '@vortex/sdk';
import { type JsonSchema, joined, type Settings } from './json-schema';

export type Schemas = InboundSchemasQuery['inboundSchemas'];

/** An inbound as somebody writes it into a form. */
export interface InboundDraft {
  readonly serverId: string;
  readonly tag: string;
  readonly protocol: InboundProtocol;
  readonly network: InboundNetwork;
  readonly security: InboundSecurity;
  readonly listen: string;
  readonly port: string;
  readonly lastPort: string;
  readonly settings: Settings;
  readonly sniffing: {
    readonly enabled: boolean;
    readonly destinationOverrides: readonly SniffedProtocol[];
    readonly routeOnly: boolean;
  };
  readonly enabled: boolean;
  readonly shared: boolean;
  readonly instance: string;
}

export function newInbound(serverId: string): InboundDraft {
  return {
    serverId,
    tag: '',
    protocol: 'VLESS',
    network: 'RAW',
    security: 'REALITY',
    listen: '::',
    port: '443',
    lastPort: '',
    settings: {},
    sniffing: { enabled: false, destinationOverrides: [], routeOnly: false },
    enabled: true,
    shared: false,
    instance: '',
  };
}

export function inboundDraftOf(inbound: InboundFieldsFragment): InboundDraft {
  return {
    serverId: inbound.serverId,
    tag: inbound.tag,
    protocol: inbound.protocol,
    network: inbound.network,
    security: inbound.security,
    listen: inbound.listen,
    port: String(inbound.port),
    lastPort: inbound.lastPort === inbound.port ? '' : String(inbound.lastPort),
    settings: (inbound.settings ?? {}) as Settings,
    sniffing: inbound.sniffing,
    enabled: inbound.enabled,
    shared: inbound.shared,
    instance: inbound.instance ?? '',
  };
}

/** A port that is no number is sent as none: the server says what it wants. */
export function inboundInput(draft: InboundDraft): CreateInboundInput {
  const port = Number(draft.port) || 0;
  return {
    ...draft,
    tag: draft.tag.trim(),
    instance: draft.instance.trim(),
    port,
    lastPort: draft.lastPort === '' ? port : Number(draft.lastPort) || 0,
  };
}

export interface Parts {
  readonly protocol: JsonSchema;
  readonly network: JsonSchema;
  readonly security: JsonSchema;
}

/** The schemas of what is chosen. */
export function partsOf(schemas: Schemas, { protocol, network, security }: InboundDraft): Parts {
  return {
    protocol: schemas.protocols.find((each) => each.protocol === protocol)?.schema ?? {},
    network: schemas.networks.find((each) => each.network === network)?.schema ?? {},
    security: schemas.securities.find((each) => each.security === security)?.schema ?? {},
  };
}

export const wholeOf = ({ protocol, network, security }: Parts): JsonSchema => joined([protocol, network, security]);

/** What a protocol goes with; what it does not go with gives way. */
export function fittingKind(schemas: Schemas, draft: InboundDraft): InboundDraft {
  const own = schemas.protocols.find(({ protocol }) => protocol === draft.protocol);
  if (!own) return draft;
  return {
    ...draft,
    network: own.networks.includes(draft.network) ? draft.network : (own.networks[0] ?? 'RAW'),
    security: own.securities.includes(draft.security) ? draft.security : (own.securities[0] ?? 'NONE'),
  };
}
