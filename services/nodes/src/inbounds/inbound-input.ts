import type {
  CreateInboundRequest,
  InboundFilter as FilterMessage,
  InboundNetwork as NetworkMessage,
  InboundProtocol as ProtocolMessage,
  InboundSecurity as SecurityMessage,
  UpdateInboundRequest,
} from '@vortex/contracts/nodes';
import { InvalidInput, parseInput } from '@vortex/kit';
import { z } from 'zod';
import { ipAddress } from '../atoms/network-address';
import { isUnstorable, line } from '../atoms/text';
import { inboundNetworks, inboundProtocols, inboundSecurities, type Settings } from '../settings/definition';
import { protocolParts } from '../settings/parts';
import { type Inbound, type InboundChange, type InboundProperties, sniffedProtocols } from './inbound';
import { networkFrom, protocolFrom, securityFrom } from './inbound-message';

const port = z.int().min(1).max(65_535);
const mostSettingsBytes = 256 * 1024;

const properties = z.object({
  tag: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'Use 1 to 64 of a-z, A-Z, 0-9, ".", "_" and "-".'),
  protocol: z.enum(inboundProtocols),
  listen: ipAddress,
  port,
  lastPort: port,
  network: z.enum(inboundNetworks),
  security: z.enum(inboundSecurities),
  settings: z.custom<Settings>(isObject, {
    error: 'The settings are a JSON object.',
    params: { code: 'not_an_object' },
  }),
  sniffing: z.object({
    enabled: z.boolean(),
    destinationOverrides: z.array(z.enum(sniffedProtocols)).max(sniffedProtocols.length),
    routeOnly: z.boolean(),
  }),
  enabled: z.boolean(),
  shared: z.boolean(),
  instance: z
    .string()
    .regex(/^(?:[a-z][a-z0-9-]{0,15})?$/, 'Use 1 to 16 of a-z, 0-9 and "-", the first one a letter.')
    .transform((name) => name || undefined)
    .optional(),
});

const filter = z.object({
  serverIds: z.array(z.uuid()).max(1_000),
  protocols: z.array(z.enum(inboundProtocols)).max(50),
  networks: z.array(z.enum(inboundNetworks)).max(50),
  securities: z.array(z.enum(inboundSecurities)).max(50),
  enabled: z.boolean().optional(),
  shared: z.boolean().optional(),
  search: line(0, 200),
});

const noSniffing = { enabled: false, destinationOverrides: [], routeOnly: false };

/** A new inbound, its settings not yet looked at, or `InvalidInput` with every problem. */
export function newInboundFrom(request: CreateInboundRequest): InboundProperties {
  const given = parseInput(properties, {
    ...request,
    protocol: protocolFrom(request.protocol) ?? unspecified(request.protocol),
    network: knownNetwork(request.network) ?? 'raw',
    security: knownSecurity(request.security) ?? 'none',
    listen: request.listen || '::',
    lastPort: request.lastPort || request.port,
    settings: jsonOf(request.settingsJson || '{}'),
    sniffing: request.sniffing ?? noSniffing,
    enabled: request.enabled ?? true,
  });
  expectPorts(given);
  return given;
}

/** What is to change: nothing that is absent, or `InvalidInput` with every problem. */
export function inboundChangeFrom(request: UpdateInboundRequest): InboundChange {
  const { network, security, settingsJson } = request;
  const given = {
    ...request,
    network: network && knownNetwork(network),
    security: security && knownSecurity(security),
    settings: settingsJson === undefined ? undefined : jsonOf(settingsJson),
  };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return parseInput(properties.omit({ protocol: true }).partial(), present);
}

/** A new first port takes the last one along, unless that is given too. Throws where no range comes out. */
export function portsOf(before: Inbound, change: InboundChange): InboundChange {
  if (change.port === undefined && change.lastPort === undefined) return change;
  const first = change.port ?? before.port;
  const last = change.lastPort ?? (before.port === before.lastPort ? first : before.lastPort);
  expectPorts({ protocol: before.protocol, port: first, lastPort: last });
  return { ...change, port: first, lastPort: last };
}

function expectPorts({ protocol, port: first, lastPort }: Pick<InboundProperties, 'protocol' | 'port' | 'lastPort'>) {
  const path = 'lastPort';
  if (lastPort < first) {
    throw new InvalidInput([{ path, code: 'empty_range', message: 'The range ends before it begins.' }]);
  }
  if (lastPort > first && !protocolParts[protocol].takesPortRange) {
    throw new InvalidInput([{ path, code: 'one_port_only', message: `${protocol} listens on one port.` }]);
  }
}

export function inboundFilterFrom(message: FilterMessage | undefined) {
  const none = {
    serverIds: [],
    protocols: [],
    networks: [],
    securities: [],
    enabled: undefined,
    shared: undefined,
    search: '',
  };
  const given = message ?? none;
  const { enabled, shared, ...rest } = parseInput(
    filter,
    {
      ...given,
      protocols: given.protocols.map((one) => protocolFrom(one) ?? one),
      networks: given.networks.map((one) => networkFrom(one) ?? one),
      securities: given.securities.map((one) => securityFrom(one) ?? one),
    },
    'filter',
  );
  return { ...rest, enabled, shared };
}

function knownNetwork(message: NetworkMessage) {
  return networkFrom(message) ?? unspecified(message);
}

function knownSecurity(message: SecurityMessage) {
  return securityFrom(message) ?? unspecified(message);
}

/** One that only a newer release knows stays as it is, to be refused with its path. */
function unspecified(message: ProtocolMessage | NetworkMessage | SecurityMessage): string | undefined {
  return message.endsWith('_UNSPECIFIED') ? undefined : message;
}

function jsonOf(text: string): unknown {
  if (Buffer.byteLength(text) > mostSettingsBytes) {
    const message = `At most ${mostSettingsBytes} bytes of settings.`;
    throw new InvalidInput([{ path: 'settings', code: 'too_big', message }]);
  }
  const refuse = (code: string, message: string) => new InvalidInput([{ path: 'settings', code, message }]);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse('not_json', 'This is not JSON.');
  }
  if (isUnstorable(JSON.stringify(json))) throw refuse('unwanted_character', 'It has characters that cannot be kept.');
  return json;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
