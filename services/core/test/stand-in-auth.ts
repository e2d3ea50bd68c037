import { Module } from '@nestjs/common';
import {
  type Account,
  AuthServiceService,
  type AuthTokens,
  type ChangeOwnPasswordRequest,
  type LoginRequest,
  type SigningKeys,
} from '@vortex/contracts/auth';
import { rpcPolicies } from '@vortex/contracts/catalog';
import { accountOf, defineService, InvalidInput, Rpc, type RpcCall, Unauthenticated } from '@vortex/kit';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaClient } from '../src/generated/prisma/client';
import { accessToken, jwksJson } from './access-tokens';

export const password = 'correct horse battery staple';

/** What auth was asked, for tests to look at. */
export const logins: LoginRequest[] = [];

class AuthRpc {
  @Rpc(AuthServiceService.login)
  login(request: LoginRequest): Promise<AuthTokens> {
    logins.push(request);
    if (request.password === 'break') return Promise.reject(new Error('the stand-in broke: secret-of-the-inside'));
    if (request.password !== password) return Promise.reject(new Unauthenticated('wrong_credentials'));
    return Promise.resolve(tokens(request.username));
  }

  @Rpc(AuthServiceService.getOwnAccount)
  getOwnAccount(_request: object, call: RpcCall): Promise<Account> {
    const { accountId, tenantId } = accountOf(call.caller);
    return Promise.resolve({ ...account('admin'), id: accountId, tenantId });
  }

  @Rpc(AuthServiceService.changeOwnPassword)
  changeOwnPassword(request: ChangeOwnPasswordRequest): Promise<AuthTokens> {
    const message = 'Use at least 12 characters.';
    const violations = [{ path: 'new_password', code: 'too_short', message }];
    if (request.newPassword.length < 12) return Promise.reject(new InvalidInput(violations));
    return Promise.resolve(tokens('admin'));
  }

  @Rpc(AuthServiceService.getSigningKeys)
  getSigningKeys(): Promise<SigningKeys> {
    return Promise.resolve({ jwksJson });
  }
}

const answered = new Set(
  [
    AuthServiceService.login,
    AuthServiceService.getOwnAccount,
    AuthServiceService.changeOwnPassword,
    AuthServiceService.getSigningKeys,
  ].map(({ path }): string => path),
);

/** Who may call what, without the methods of auth that the stand-in leaves out. */
export const standInPolicies = Object.fromEntries(
  Object.entries(rpcPolicies).filter(([path]) => !path.startsWith('/vortex.auth.') || answered.has(path)),
);

@Module({ providers: [AuthRpc] })
class StandInAuthModule {}

/** Answers auth's contract as auth would, from memory. It has a database for the sake of its outbox. */
export const standInAuth = defineService({
  name: 'auth',
  module: StandInAuthModule,
  database: {
    createClient: (adapter) => new PrismaClient({ adapter }),
    migrations: mkdtempSync(join(tmpdir(), 'stand-in-auth-')),
  },
});

function tokens(username: string): AuthTokens {
  return { accessToken: accessToken(), expiresAt: new Date(Date.now() + 60_000), account: account(username) };
}

function account(username: string): Account {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    tenantId: '01900000-0000-7000-8000-000000000002',
    username,
    role: 'owner',
    mustChangePassword: false,
    createdAt: new Date(Date.UTC(2026, 10, 21)),
    revision: 1n,
  };
}
