import type { CredentialKind, CredentialsList, DeviceCredential } from '@vortex/contracts/core';
import { type CredentialSource, credentialSource, type Rotations } from './credentials';

type CredentialOf = (kind: CredentialKind, of: CredentialSource) => DeviceCredential;

const secretOf: Readonly<Partial<Record<CredentialKind, CredentialOf>>> = {
  CREDENTIAL_KIND_VLESS: alone((of) => of('vlessId')),
  CREDENTIAL_KIND_VMESS: alone((of) => of('vmessId')),
  CREDENTIAL_KIND_TROJAN: alone((of) => of('trojanPassword')),
  CREDENTIAL_KIND_SHADOWSOCKS: alone((of) => of('shadowsocksPassword')),
  CREDENTIAL_KIND_SHADOWSOCKS_2022_128: alone((of) => of('shadowsocks2022Key128')),
  CREDENTIAL_KIND_SHADOWSOCKS_2022_256: alone((of) => of('shadowsocks2022Key256')),
  CREDENTIAL_KIND_HYSTERIA2: alone((of) => of('hysteria2Password')),
  CREDENTIAL_KIND_WIREGUARD: (kind, of) => ({
    kind,
    secret: of('wireguardPublicKey'),
    presharedKey: of('wireguardPresharedKey'),
  }),
  CREDENTIAL_KIND_HTTP: alone((of) => `${of('httpUsername')}:${of('httpPassword')}`),
  CREDENTIAL_KIND_SOCKS: alone((of) => `${of('socksUsername')}:${of('socksPassword')}`),
};

/** As much of a device as its credentials take. */
export interface Seeded {
  readonly id: string;
  readonly userId: string;
  /** One configuration of WireGuard, which knows no other protocol. */
  readonly wireguardOnly: boolean;
  readonly rotations: Rotations;
  readonly seed: string;
}

/** What devices prove themselves with, of the kinds that are wanted. */
export function credentialsList(devices: readonly Seeded[], kinds: readonly CredentialKind[]): CredentialsList {
  const wanted = kinds.flatMap((kind) => {
    const secret = secretOf[kind];
    return secret ? [{ kind, secret }] : [];
  });
  const listed = devices.map(({ id: deviceId, userId, wireguardOnly, seed, rotations }) => {
    const of = credentialSource(seed, rotations);
    const credentials = wanted.map(({ kind, secret }) => secret(kind, of));
    return { userId, deviceId, wireguardOnly, credentials };
  });
  return { devices: listed, packed: Buffer.alloc(0) };
}

function alone(secretOf: (of: CredentialSource) => string): CredentialOf {
  return (kind, of) => ({ kind, secret: secretOf(of), presharedKey: '' });
}
