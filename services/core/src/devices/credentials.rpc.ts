import { Injectable } from '@nestjs/common';
import { CredentialsList, CredentialsServiceService, type GetCredentialsRequest } from '@vortex/contracts/core';
import { InvalidInput, isId, Rpc } from '@vortex/kit';
import type { UserId } from '../users/user';
import { CredentialsService } from './credentials.service';

const mostUsers = 1_000;

/** What users prove themselves with, for the service that configures the servers. */
@Injectable()
export class CredentialsRpc {
  constructor(private readonly credentials: CredentialsService) {}

  @Rpc(CredentialsServiceService.getCredentials)
  async getCredentials({ userIds, kinds, packed }: GetCredentialsRequest): Promise<CredentialsList> {
    const list = await this.credentials.ofUsers(idsFrom(userIds), kinds);
    return packed
      ? { devices: [], packed: Buffer.from(list.buffer, list.byteOffset, list.byteLength) }
      : CredentialsList.decode(list);
  }
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
