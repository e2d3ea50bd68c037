import type { Carrier, InboundKind, Settings } from './definition';

/** Of a protocol that rides on a transport: TCP, but for XHTTP that offers HTTP/3 alone, which is QUIC. */
export function streamCarriers(settings: Settings, { network, security }: InboundKind): readonly Carrier[] {
  if (network !== 'xhttp' || security !== 'tls') return ['tcp'];
  const { alpn } = (settings['tlsSettings'] ?? {}) as { alpn?: readonly string[] };
  return alpn?.length === 1 && alpn[0] === 'h3' ? ['udp'] : ['tcp'];
}
