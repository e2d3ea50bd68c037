import type { Inbound } from '../inbounds/inbound';

/** How somebody who holds no credential can see that an inbound answers as it should. */
export type Handshake =
  /** TLS to its end, whoever the certificate says it is: REALITY lends that of its target. */
  | { readonly kind: 'tls'; readonly port: number; readonly serverName: string }
  /** A greeting of SOCKS 5, or a request of HTTP without its credentials, is answered. */
  | { readonly kind: 'socks' | 'http'; readonly port: number }
  /** A version of QUIC that nobody speaks is answered with those that are spoken. */
  | { readonly kind: 'quic'; readonly port: number }
  /** What says nothing to strangers at least takes their connection. */
  | { readonly kind: 'tcp'; readonly port: number };

type Json = Readonly<Record<string, unknown>>;
type Probed = Pick<Inbound, 'protocol' | 'network' | 'security' | 'port' | 'settings'>;

/** Undefined for what keeps silent to strangers, so that nothing can be seen from outside. */
export function handshakeOf({ protocol, network, security, port, settings }: Probed): Handshake | undefined {
  if (protocol === 'wireguard') return undefined;
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
