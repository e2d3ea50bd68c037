import { Module, type Type } from '@nestjs/common';
import { AuthServiceService, type Revocations, SessionServiceService, type SigningKeys } from '@vortex/contracts/auth';
import { rpcPolicies } from '@vortex/contracts/catalog';
import { Rpc } from '../src/rpc/rpc.decorator';
import { defineService, type ServiceDefinition } from '../src/service/define-service';
import { greeterPolicies } from './greeter-contract';

/** The part of auth that every service needs: it publishes `jwks`, and has revoked nothing. */
export function stubAuth(jwks: () => string): ServiceDefinition {
  class KeysRpc {
    @Rpc(AuthServiceService.getSigningKeys)
    async getSigningKeys(): Promise<SigningKeys> {
      return { jwksJson: jwks() };
    }

    @Rpc(SessionServiceService.listRevocations)
    async listRevocations(): Promise<Revocations> {
      return { revocations: [], cursor: '', hasMore: false };
    }
  }
  return defineService({ name: 'auth', module: moduleOf(KeysRpc) });
}

const answered = [AuthServiceService.getSigningKeys.path, SessionServiceService.listRevocations.path] as string[];

/** What may be called on a platform of the stub and the greeter. */
export const testPolicies = {
  ...greeterPolicies,
  ...Object.fromEntries(
    Object.entries(rpcPolicies).filter(([name]) => name.startsWith('/vortex.system.') || answered.includes(name)),
  ),
};

export function moduleOf(...providers: Type<object>[]): Type<object> {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- what Nest calls a module
  class TestModule {}
  Module({ providers, controllers: [] })(TestModule);
  return TestModule;
}
