import type { z } from 'zod';

export const inboundProtocols = [
  'vless',
  'vmess',
  'trojan',
  'shadowsocks',
  'shadowsocks-2022',
  'hysteria2',
  'wireguard',
  'http',
  'socks',
] as const;
export type InboundProtocol = (typeof inboundProtocols)[number];

export const inboundNetworks = ['raw', 'websocket', 'grpc', 'httpupgrade', 'xhttp'] as const;
export type InboundNetwork = (typeof inboundNetworks)[number];

export const inboundSecurities = ['none', 'tls', 'reality'] as const;
export type InboundSecurity = (typeof inboundSecurities)[number];

/** What settings are for: decides which there are, and how they may be combined. */
export interface InboundKind {
  readonly protocol: InboundProtocol;
  readonly network: InboundNetwork;
  readonly security: InboundSecurity;
  /** The address it listens on. */
  readonly listen: string;
}

/** Settings as they were accepted: JSON with every default in its place. */
export type Settings = Readonly<Record<string, unknown>>;

/** Why a combination is refused. The path is that of the input, from its root. */
export interface Refusal {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** The settings one part (a protocol, a transport or a security) adds, and the rules that none of them holds alone. */
export interface SettingsPart<S extends Shape = Shape> {
  readonly shape: S;
  /** Problems of settings that are right one by one. Paths are from the root of the input. */
  readonly check?: (settings: z.output<z.ZodObject<S>>, kind: InboundKind) => readonly Refusal[];
  /** What follows from the settings, put beside them: the public key of a private one. */
  readonly derive?: (settings: z.output<z.ZodObject<S>>) => Settings;
}

export interface ProtocolPart<S extends Shape = Shape> extends SettingsPart<S> {
  readonly networks: readonly InboundNetwork[];
  readonly securities: readonly InboundSecurity[];
  /** What it listens for on its port, given its settings and what carries it. */
  readonly listens: (settings: z.output<z.ZodObject<S>>, kind: InboundKind) => readonly Carrier[];
  /** Whether one inbound may take several ports in a row. */
  readonly takesPortRange?: boolean;
}

/** The layer a port belongs to: the same number may be taken once on each. */
export type Carrier = 'tcp' | 'udp';

/** Keeps the type of the shape, so that `check` knows the settings it is given. */
export function definePart<S extends Shape>(part: SettingsPart<S>): SettingsPart<S> {
  return part;
}

export function defineProtocol<S extends Shape>(part: ProtocolPart<S>): ProtocolPart<S> {
  return part;
}

export function refusal(path: string, code: string, message: string): Refusal {
  return { path, code, message };
}
