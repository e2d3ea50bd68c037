import { Injectable } from '@nestjs/common';
import { AuthServiceService, type GetSigningKeysRequest, type SigningKeys } from '@vortex/contracts/auth';
import { Rpc } from '@vortex/kit';
import { SigningKeyService } from './signing-key.service';

@Injectable()
export class SigningKeyRpc {
  constructor(private readonly keys: SigningKeyService) {}

  @Rpc(AuthServiceService.getSigningKeys)
  async getSigningKeys(_request: GetSigningKeysRequest): Promise<SigningKeys> {
    return { jwksJson: await this.keys.keySet() };
  }
}
