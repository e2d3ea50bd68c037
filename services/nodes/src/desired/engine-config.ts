import type { TunnelInbound } from '@vortex/contracts/tunnel';
import { sorted, type Inbound } from '../inbounds/inbound';
import type { InboundProtocol, Settings } from '../settings/definition';
import { streamSettingsOf } from './xray-stream';

type Json = Readonly<Record<string, unknown>>;

/** What the place of an inbound adds to it. */
export interface Surroundings {
  readonly coefficientMilli: number;
  /** Whether users may reach private addresses from there. */
  readonly reachesPrivate: boolean;
}

/** Why the engine cannot serve an inbound that may well be described. */
export interface Unserved {
  readonly tag: string;
  readonly reason: string;
}

/**
 * An inbound as the engine takes it: `undefined` reason is served. Named by its id, so that it may be renamed while it
 * serves, and so that counters of one that was deleted still tell whose they are.
 */
export function engineInbound(inbound: Inbound, surroundings: Surroundings): TunnelInbound | Unserved {
  const build = engines[inbound.protocol];
  const built = build(inbound, surroundings);
  if ('reason' in built) return { tag: inbound.tag, reason: built.reason };
  const { coefficientMilli } = surroundings;
  // In one order, or the same configuration would seem to be another.
  return { tag: inbound.id, protocol: built.protocol, coefficientMilli, config: JSON.stringify(sorted(built.config)) };
}

type Built = { readonly protocol: string; readonly config: Json } | { readonly reason: string };

const engines: Readonly<Record<InboundProtocol, (inbound: Inbound, surroundings: Surroundings) => Built>> = {
  vless: (inbound) => xray('vless', inbound, pick(inbound.settings, 'decryption', 'flow', 'fallbacks')),
  vmess: (inbound) => xray('vmess', inbound, {}),
  trojan: (inbound) => xray('trojan', inbound, pick(inbound.settings, 'fallbacks')),
  shadowsocks: (inbound) => xray('shadowsocks', inbound, shadowsocksOf(inbound.settings)),
  'shadowsocks-2022': (inbound) =>
    xray('shadowsocks', inbound, { ...shadowsocksOf(inbound.settings), ...pick(inbound.settings, 'password') }),
  hysteria2: hysteria2Of,
  wireguard: wireguardOf,
  http: () => ({ reason: 'The engine serves no HTTP proxy.' }),
  socks: () => ({ reason: 'The engine serves no SOCKS proxy.' }),
};

function xray(protocol: string, inbound: Inbound, settings: Json, streamSettings = streamSettingsOf(inbound)): Built {
  const { id, listen, port, lastPort, sniffing } = inbound;
  const { enabled, destinationOverrides, routeOnly } = sniffing;
  return {
    protocol,
    config: {
      ...{ tag: id, protocol, listen, settings, streamSettings },
      port: lastPort > port ? `${port}-${lastPort}` : port,
      sniffing: { enabled, destOverride: destinationOverrides, routeOnly },
    },
  };
}

function shadowsocksOf(settings: Settings): Json {
  return { ...pick(settings, 'method', 'network'), clients: [] };
}

function hysteria2Of(inbound: Inbound): Built {
  const { settings } = inbound;
  const { obfs, masquerade, udpIdleTimeoutSeconds } = settings as {
    obfs?: { password: string };
    masquerade?: { directory?: string };
    udpIdleTimeoutSeconds: number;
  };
  const { tlsSettings } = streamSettingsOf(inbound) as { tlsSettings: Json };
  const { directory, ...shown } = masquerade ?? {};
  const hysteriaSettings = {
    version: 2,
    udpIdleTimeout: udpIdleTimeoutSeconds,
    ...(masquerade ? { masquerade: { ...shown, ...(directory === undefined ? {} : { dir: directory }) } } : {}),
  };
  const udp = obfs ? [{ type: 'salamander', settings: { password: obfs.password } }] : [];
  return xray(
    'hysteria',
    inbound,
    { version: 2 },
    {
      ...{ network: 'hysteria', security: 'tls', hysteriaSettings },
      // The only protocol there is over QUIC here.
      tlsSettings: { ...tlsSettings, alpn: ['h3'] },
      ...(udp.length > 0 ? { finalmask: { udp } } : {}),
    },
  );
}

function wireguardOf({ port, settings }: Inbound, { reachesPrivate }: Surroundings): Built {
  const { secretKey, addressPools, mtu, amnezia } = settings as {
    secretKey: string;
    addressPools: { ipv4?: string; ipv6?: string };
    mtu: number;
    amnezia?: object;
  };
  if (amnezia) return { reason: 'The engine does not speak AmneziaWG.' };
  const pools = [addressPools.ipv4, addressPools.ipv6].filter((pool) => pool !== undefined);
  return {
    protocol: 'wireguard',
    config: { privateKey: secretKey, port, pools, mtuBytes: mtu, allowPrivate: reachesPrivate },
  };
}

function pick(settings: Settings, ...names: readonly string[]): Json {
  return Object.fromEntries(names.filter((name) => settings[name] !== undefined).map((name) => [name, settings[name]]));
}
