import { Module } from '@nestjs/common';
import {
  type Account,
  AuthServiceService,
  type AuthTokens,
  type ChangeOwnPasswordRequest,
  type LoggedOut,
  type LoginRequest,
  type RefreshTokensRequest,
  type Revocation,
  type Revocations,
  SessionServiceService,
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

/** The sessions that were signed out. */
export const logouts: string[] = [];

/** What auth says is revoked. */
export const revoked: Revocation[] = [];

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

  @Rpc(AuthServiceService.refreshTokens)
  refreshTokens({ refreshToken }: RefreshTokensRequest): Promise<AuthTokens> {
    const generation = /^refresh-(\d+)$/.exec(refreshToken)?.[1];
    if (generation === undefined) return Promise.reject(new Unauthenticated('refresh_token_invalid'));
    return Promise.resolve(tokens('admin', { generation: Number(generation) + 1 }));
  }

  @Rpc(AuthServiceService.logout)
  logout(_request: object, call: RpcCall): Promise<LoggedOut> {
    logouts.push(accountOf(call.caller).sessionId);
    return Promise.resolve({});
  }

  @Rpc(SessionServiceService.listRevocations)
  listRevocations(): Promise<Revocations> {
    return Promise.resolve({ revocations: [...revoked], cursor: '', hasMore: false });
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
    AuthServiceService.refreshTokens,
    AuthServiceService.logout,
    AuthServiceService.getSigningKeys,
    SessionServiceService.listRevocations,
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

/** Refresh tokens count: `refresh-1`, `refresh-2`, … */
function tokens(username: string, { generation = 1, lifetimeMs = 60_000 } = {}): AuthTokens {
  return {
    accessToken: accessToken({ lifetimeMs }),
    expiresAt: new Date(Date.now() + lifetimeMs),
    account: account(username),
    refreshToken: `refresh-${generation}`,
    refreshExpiresAt: new Date(Date.now() + 60 * 60_000),
  };
}

function account(username: string): Account {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    tenantId: '01900000-0000-7000-8000-000000000002',
    username,
    name: '',
    disabled: false,
    role: 'owner',
    mustChangePassword: false,
    createdAt: new Date(Date.UTC(2026, 10, 21)),
    revision: 1n,
  };
}
