import { Query, Resolver } from '@nestjs/graphql';
import { AuthServiceService } from '@vortex/contracts/auth';
import { Authenticated, InjectRpc, type RpcClient } from '@vortex/kit';
import type { Query as QueryFields } from '../generated/schema';
import { toAccount } from '../sessions/auth-payload.graphql';

@Resolver()
export class AccountResolver {
  constructor(@InjectRpc(AuthServiceService) private readonly auth: RpcClient<typeof AuthServiceService>) {}

  @Query()
  @Authenticated()
  async me(): Promise<QueryFields['me']> {
    return toAccount(await this.auth.getOwnAccount({}));
  }
}
