import { Injectable } from '@nestjs/common';
import {
  CredentialsServiceService,
  type CredentialKind,
  type CredentialsList,
  type DeviceCredential,
  type GetCredentialsRequest,
} from '@vortex/contracts/core';
import { InvalidInput, isId, Rpc } from '@vortex/kit';
import type { UserId } from '../users/user';
import type { CredentialSource } from './credentials';
import { CredentialsService } from './credentials.service';

const mostUsers = 1_000;

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

/** What users prove themselves with, for the service that configures the servers. */
@Injectable()
export class CredentialsRpc {
  constructor(private readonly credentials: CredentialsService) {}

  @Rpc(CredentialsServiceService.getCredentials)
  async getCredentials({ userIds, kinds }: GetCredentialsRequest): Promise<CredentialsList> {
    const found = await this.credentials.ofUsers(idsFrom(userIds));
    return {
      devices: found.map(({ device: { id: deviceId, userId, kind }, credential }) => ({
        ...{ userId, deviceId, wireguardOnly: kind === 'WIREGUARD' },
        credentials: kinds.flatMap((each) => {
          const secret = secretOf[each]?.(credential);
          return secret ? [{ kind: each, ...secret }] : [];
        }),
      })),
    };
  }
}

function alone(secret: string): Secret {
  return { secret, presharedKey: '' };
}

function idsFrom(ids: readonly string[]): readonly UserId[] {
  const violations = ids.flatMap((id, n) =>
    isId(id) ? [] : [{ path: `userIds[${n}]`, code: 'not_an_id', message: 'This is not an identifier.' }],
  );
  if (ids.length > mostUsers) {
    violations.push({ path: 'userIds', code: 'too_big', message: `At most ${mostUsers} users at once.` });
  }
  if (violations.length > 0) throw new InvalidInput(violations);
  return ids as readonly UserId[];
}
