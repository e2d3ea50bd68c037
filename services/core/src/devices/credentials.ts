/**
 * What a device proves itself with, protocol by protocol. One random seed is kept for each device, and everything else is
 * derived from it (RFC 5869) by the name of the protocol and how often its secret was replaced: see docs/adr.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { base62 } from './base62';
import { hmacWith } from './hmac';

export const protocols = [
  'VLESS',
  'VMESS',
  'TROJAN',
  'SHADOWSOCKS',
  'SHADOWSOCKS_2022',
  'HYSTERIA2',
  'WIREGUARD',
  'HTTP',
  'SOCKS',
] as const;
export type Protocol = (typeof protocols)[number];

/** By protocol, how often its secret was replaced. */
export type Rotations = Readonly<Partial<Record<Protocol, number>>>;

export interface Credentials {
  readonly vlessId: string;
  readonly vmessId: string;
  readonly trojanPassword: string;
  readonly shadowsocksPassword: string;
  /** For the ciphers with keys of 16 bytes and of 32, in base64. */
  readonly shadowsocks2022Key128: string;
  readonly shadowsocks2022Key256: string;
  readonly hysteria2Password: string;
  /** Base64, as WireGuard writes keys. */
  readonly wireguardPrivateKey: string;
  readonly wireguardPublicKey: string;
  readonly wireguardPresharedKey: string;
  readonly httpUsername: string;
  readonly httpPassword: string;
  readonly socksUsername: string;
  readonly socksPassword: string;
}

export function credentialsOf(seed: string, rotations: Rotations): Credentials {
  const of = credentialSource(seed, rotations);
  const names = Object.keys(derivations) as (keyof Credentials)[];
  return Object.fromEntries(names.map((name) => [name, of(name)])) as unknown as Credentials;
}

export type CredentialSource = (name: keyof Credentials) => string;

/** Derives one of them at a time, for whoever needs few. Its key is extracted once: for links that is half of the work. */
export function credentialSource(seed: string, rotations: Rotations): CredentialSource {
  const expand = hmacWith(extract(seed, 'base64url'));
  return (name) =>
    derivations[name]((protocol, part, bytes) => {
      // RFC 5869 §2.3: nothing here is longer than one block, the first.
      const info = `vortex.device.1:${protocol}:${part}:${rotations[protocol] ?? 0}`;
      return expand(`${info}\x01`, 'latin1').subarray(0, bytes);
    });
}

/** RFC 5869 §2.2: without a salt, one as long as the hash. */
const extract = hmacWith(Buffer.alloc(32));

export function isCredential(name: string): name is keyof Credentials {
  return Object.hasOwn(derivations, name);
}

type Derive = (protocol: Protocol, part: string, bytes: number) => Buffer;

const password =
  (protocol: Protocol) =>
  (derive: Derive): string =>
    base62(derive(protocol, 'password', 18));
const username =
  (protocol: Protocol) =>
  (derive: Derive): string =>
    base62(derive(protocol, 'username', 9));
const wireguardKey = (derive: Derive): Buffer => clamped(derive('WIREGUARD', 'private-key', 32));

const derivations: Readonly<Record<keyof Credentials, (derive: Derive) => string>> = {
  vlessId: (derive) => uuid(derive('VLESS', 'id', 16)),
  vmessId: (derive) => uuid(derive('VMESS', 'id', 16)),
  trojanPassword: password('TROJAN'),
  shadowsocksPassword: password('SHADOWSOCKS'),
  shadowsocks2022Key128: (derive) => derive('SHADOWSOCKS_2022', 'key-128', 16).toString('base64'),
  shadowsocks2022Key256: (derive) => derive('SHADOWSOCKS_2022', 'key-256', 32).toString('base64'),
  hysteria2Password: password('HYSTERIA2'),
  wireguardPrivateKey: (derive) => wireguardKey(derive).toString('base64'),
  wireguardPublicKey: (derive) => publicKeyOf(wireguardKey(derive)),
  wireguardPresharedKey: (derive) => derive('WIREGUARD', 'preshared-key', 32).toString('base64'),
  httpUsername: username('HTTP'),
  httpPassword: password('HTTP'),
  socksUsername: username('SOCKS'),
  socksPassword: password('SOCKS'),
};

/** RFC 9562. Derived, yet written as version 4: clients exist that refuse any other. */
function uuid(bytes: Buffer): string {
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x40;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  const text = bytes.toString('hex');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20, 32)}`;
}

/** RFC 7748 §5: how any 32 bytes become a private key of X25519. */
function clamped(bytes: Buffer): Buffer {
  bytes.writeUInt8(bytes.readUInt8(0) & 248, 0);
  bytes.writeUInt8((bytes.readUInt8(31) & 127) | 64, 31);
  return bytes;
}

/** What is said of a public key that is not known yet. */
const unknown = Buffer.alloc(32).toString('base64url');

/** RFC 7748 §6.1. As a JWK (RFC 8037), which OpenSSL reads in a twentieth of the time it takes for DER. */
function publicKeyOf(privateKey: Buffer): string {
  const key = { kty: 'OKP', crv: 'X25519', d: privateKey.toString('base64url'), x: unknown };
  const { x } = createPublicKey(createPrivateKey({ key, format: 'jwk' })).export({ format: 'jwk' });
  return Buffer.from(String(x), 'base64url').toString('base64');
}
