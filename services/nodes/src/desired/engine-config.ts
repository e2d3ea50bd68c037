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

/**
 * An inbound as the engine takes it. Named by its id, so that it may be renamed while it
 * serves, and so that counters of one that was deleted still tell whose they are.
 */
export function engineInbound(inbound: Inbound, surroundings: Surroundings): TunnelInbound {
  const built = engines[inbound.protocol](inbound, surroundings);
  const { coefficientMilli } = surroundings;
  const { id: tag, instance } = inbound;
  // In one order, or the same configuration would seem to be another.
  const config = JSON.stringify(sorted(built.config));
  return { tag, protocol: built.protocol, coefficientMilli, config, ...(instance && { instance }) };
}

interface Built {
  readonly protocol: string;
  readonly config: Json;
}

const engines: Readonly<Record<InboundProtocol, (inbound: Inbound, surroundings: Surroundings) => Built>> = {
  vless: (inbound) => xray('vless', inbound, pick(inbound.settings, 'decryption', 'flow', 'fallbacks')),
  vmess: (inbound) => xray('vmess', inbound, {}),
  trojan: (inbound) => xray('trojan', inbound, pick(inbound.settings, 'fallbacks')),
  shadowsocks: (inbound) => xray('shadowsocks', inbound, shadowsocksOf(inbound.settings)),
  'shadowsocks-2022': (inbound) =>
    xray('shadowsocks', inbound, { ...shadowsocksOf(inbound.settings), ...pick(inbound.settings, 'password') }),
  hysteria2: hysteria2Of,
  wireguard: wireguardOf,
  http: (inbound) => xray('http', inbound, pick(inbound.settings, 'allowTransparent')),
  socks: (inbound) => xray('socks', inbound, { ...pick(inbound.settings, 'udp', 'ip'), auth: 'password' }),
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
  const { secretKey, addressPools, mtu, peersReachEachOther, amnezia } = settings as {
    secretKey: string;
    addressPools: { ipv4?: string; ipv6?: string };
    mtu: number;
    peersReachEachOther: boolean;
    amnezia?: Json;
  };
  const pools = [addressPools.ipv4, addressPools.ipv6].filter((pool) => pool !== undefined);
  return {
    protocol: 'wireguard',
    config: {
      ...{ privateKey: secretKey, port, pools, mtuBytes: mtu },
      ...{ allowPrivate: reachesPrivate, allowPeers: peersReachEachOther },
      // What reaches the machine's own addresses also leaves its interfaces and rules alone.
      ...(reachesPrivate ? { datapath: 'netstack' } : {}),
      ...(amnezia ? { amnezia: amneziaOf(amnezia) } : {}),
    },
  };
}

/** Headers as texts, for they may be ranges; without the packets that clients begin with. */
function amneziaOf(given: Json): Json {
  const served = Object.entries(given).filter(([name]) => !/^i\d$/.test(name));
  return Object.fromEntries(served.map(([name, value]) => [name, /^h\d$/.test(name) ? String(value) : value]));
}

function pick(settings: Settings, ...names: readonly string[]): Json {
  return Object.fromEntries(names.filter((name) => settings[name] !== undefined).map((name) => [name, settings[name]]));
}
