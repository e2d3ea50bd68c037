import type { CredentialKind, CredentialsList, DeviceCredential } from '@vortex/contracts/core';
import { type CredentialSource, credentialSource, type Rotations } from './credentials';

type Secret = Pick<DeviceCredential, 'secret' | 'presharedKey'>;

const secretOf: Readonly<Partial<Record<CredentialKind, (of: CredentialSource) => Secret>>> = {
  CREDENTIAL_KIND_VLESS: (of) => alone(of('vlessId')),
  CREDENTIAL_KIND_VMESS: (of) => alone(of('vmessId')),
  CREDENTIAL_KIND_TROJAN: (of) => alone(of('trojanPassword')),
  CREDENTIAL_KIND_SHADOWSOCKS: (of) => alone(of('shadowsocksPassword')),
  CREDENTIAL_KIND_SHADOWSOCKS_2022_128: (of) => alone(of('shadowsocks2022Key128')),
  CREDENTIAL_KIND_SHADOWSOCKS_2022_256: (of) => alone(of('shadowsocks2022Key256')),
  CREDENTIAL_KIND_HYSTERIA2: (of) => alone(of('hysteria2Password')),
  CREDENTIAL_KIND_WIREGUARD: (of) => ({ secret: of('wireguardPublicKey'), presharedKey: of('wireguardPresharedKey') }),
  CREDENTIAL_KIND_HTTP: (of) => alone(`${of('httpUsername')}:${of('httpPassword')}`),
  CREDENTIAL_KIND_SOCKS: (of) => alone(`${of('socksUsername')}:${of('socksPassword')}`),
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
  const listed = devices.map(({ id: deviceId, userId, wireguardOnly, seed, rotations }) => {
    const of = credentialSource(seed, rotations);
    const credentials = kinds.flatMap((kind) => {
      const secret = secretOf[kind]?.(of);
      return secret ? [{ kind, ...secret }] : [];
    });
    return { userId, deviceId, wireguardOnly, credentials };
  });
  return { devices: listed, packed: Buffer.alloc(0) };
}

function alone(secret: string): Secret {
  return { secret, presharedKey: '' };
}
