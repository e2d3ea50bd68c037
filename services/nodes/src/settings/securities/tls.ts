import { z } from 'zod';
import { hostName } from '../../atoms/network-address';
import { definePart, refusal } from '../definition';
import { certificate, checkCertificate } from './certificates';

const versions = ['1.2', '1.3'] as const;

export const tls = definePart({
  shape: {
    tlsSettings: z.strictObject({
      serverName: hostName.optional(),
      alpn: z
        .array(z.enum(['h3', 'h2', 'http/1.1']))
        .max(3)
        .default([]),
      certificates: z.array(certificate).min(1).max(16),
      minVersion: z.enum(versions).default('1.2'),
      maxVersion: z.enum(versions).default('1.3'),
      /** Ends connections that name no server a certificate is for. */
      rejectUnknownSni: z.boolean().default(false),
      curvePreferences: z
        .array(z.enum(['X25519MLKEM768', 'X25519', 'P-256', 'P-384', 'P-521']))
        .max(5)
        .default([]),
    }),
  },
  check({ tlsSettings }, { protocol, network }) {
    const { alpn, certificates, minVersion, maxVersion } = tlsSettings;
    const at = (name: string) => `settings.tlsSettings.${name}`;
    const refused = certificates.flatMap((one, index) => checkCertificate(one, at(`certificates[${index}]`)));
    if (minVersion > maxVersion) {
      refused.push(refusal(at('minVersion'), 'empty_range', 'The oldest version is newer than the newest.'));
    }
    const quic = alpn.indexOf('h3');
    if (quic >= 0 && network !== 'xhttp' && protocol !== 'hysteria2') {
      refused.push(refusal(at(`alpn[${quic}]`), 'needs_quic', 'HTTP/3 is offered by XHTTP and Hysteria 2 only.'));
    }
    if (network === 'grpc' && alpn.length > 0 && !alpn.includes('h2')) {
      refused.push(refusal(at('alpn'), 'needs_h2', 'gRPC is HTTP/2: offer "h2", or nothing.'));
    }
    const onlyHttp11 = network === 'websocket' || network === 'httpupgrade';
    if (onlyHttp11 && alpn.length > 0 && !alpn.includes('http/1.1')) {
      refused.push(refusal(at('alpn'), 'needs_http_1_1', 'This network is HTTP/1.1: offer "http/1.1", or nothing.'));
    }
    return refused;
  },
});
