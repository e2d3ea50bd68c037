import type { Inbound } from '../inbounds/inbound';
import type { WireguardDoor } from './wireguard-door';
import { undisguised } from './wireguard-handshake';

/** How somebody who holds no credential of a user can see that an inbound answers as it should. */
export type Handshake =
  /** TLS to its end, whoever the certificate says it is: REALITY lends that of its target. */
  | { readonly kind: 'tls'; readonly port: number; readonly serverName: string }
  /** A greeting of SOCKS 5, or a request of HTTP without its credentials, is answered. */
  | { readonly kind: 'socks' | 'http'; readonly port: number }
  /** A version of QUIC that nobody speaks is answered with those that are spoken. */
  | { readonly kind: 'quic'; readonly port: number }
  /** Noise, as a peer that follows from the inbound's own key. */
  | ({ readonly kind: 'wireguard' } & WireguardDoor)
  /** What says nothing to strangers at least takes their connection. */
  | { readonly kind: 'tcp'; readonly port: number };

type Json = Readonly<Record<string, unknown>>;
type Probed = Pick<Inbound, 'protocol' | 'network' | 'security' | 'port' | 'settings'>;

/** Undefined for what keeps silent to strangers, so that nothing can be seen from outside. */
export function handshakeOf({ protocol, network, security, port, settings }: Probed): Handshake | undefined {
  if (protocol === 'wireguard') return { kind: 'wireguard', port, ...wireguardDoor(settings) };
  // Behind salamander every packet is noise to who has not its password.
  if (protocol === 'hysteria2') return settings['obfs'] === undefined ? { kind: 'quic', port } : undefined;
  if (security === 'reality')
    return { kind: 'tls', port, serverName: firstOf(objectOf(settings['realitySettings'])['serverNames']) };
  if (security === 'tls')
    return { kind: 'tls', port, serverName: textOf(objectOf(settings['tlsSettings'])['serverName']) };
  if (network === 'raw' && (protocol === 'socks' || protocol === 'http')) return { kind: protocol, port };
  if (isOfDatagrams(settings)) return undefined;
  return { kind: 'tcp', port };
}

function wireguardDoor(settings: Json) {
  const { h1, h2, h3, s1, s2, s3 } = objectOf(settings['amnezia']);
  const number = (value: unknown, usual: number) => (typeof value === 'number' ? value : usual);
  return {
    privateKey: textOf(settings['secretKey']),
    disguise: {
      initiationType: number(h1, undisguised.initiationType),
      responseType: number(h2, undisguised.responseType),
      cookieType: number(h3, undisguised.cookieType),
      initiationPadding: number(s1, 0),
      responsePadding: number(s2, 0),
      cookiePadding: number(s3, 0),
    },
  };
}

/** Shadowsocks may serve datagrams alone. */
function isOfDatagrams({ network }: Json): boolean {
  return network === 'udp';
}

function objectOf(value: unknown): Json {
  return (value ?? {}) as Json;
}

function firstOf(value: unknown): string {
  return Array.isArray(value) ? textOf(value[0]) : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
