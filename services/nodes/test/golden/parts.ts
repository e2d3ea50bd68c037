import { generators } from '../../src/keys/key-generation';
import type { InboundKind } from '../../src/settings/definition';
import { selfSigned } from './certificate';

export interface Example {
  readonly name: string;
  readonly kind: Partial<InboundKind> & Pick<InboundKind, 'protocol'>;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface BadExample extends Example {
  /** Every problem, by path. */
  readonly refused: Readonly<Record<string, string>>;
}

export const realityKey = 'yBaw532IIUNuQWDTncozoBaLJmcd1JZzvsHUgVPxMk8';
export const wireguardKey = 'yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=';
export const reality = {
  target: 'www.example.com:443',
  serverNames: ['www.example.com'],
  privateKey: realityKey,
  shortIds: ['', '0123456789abcdef'],
};
export const { certificate, key, otherKey } = selfSigned;
export const tls = { certificates: [{ certificate, key }] };
export const vision = { flow: 'xtls-rprx-vision' };
export const decryption = generators['vless-encryption']().privateValue;
export const mlKemDecryption = `mlkem768x25519plus.native.600s.${Buffer.alloc(64, 7).toString('base64url')}`;
export const mlKemEncryption = `mlkem768x25519plus.native.0rtt.${Buffer.alloc(1_184, 7).toString('base64url')}`;
export const amnezia = {
  jc: 4,
  jmin: 40,
  jmax: 70,
  s1: 50,
  s2: 100,
  h1: 1_234_567,
  h2: 2_345_678,
  h3: 3_456_789,
  h4: 4_567_890,
};
export const pools = { ipv4: '10.8.0.0/16', ipv6: 'fd00:8::/64' };

export const of = (
  protocol: InboundKind['protocol'],
  network: InboundKind['network'] = 'raw',
  security: InboundKind['security'] = 'none',
) => ({
  protocol,
  network,
  security,
});
