import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import {
  type AccountCaller,
  type AccountId,
  Audit,
  CLOCK,
  type Clock,
  InvalidInput,
  newId,
  ownScopeOf,
  type Scope,
  scopeOf,
  type SessionId,
} from '@vortex/kit';
import type { Account } from '../accounts/account';
import { AccountRepository } from '../accounts/account.repository';
import { type Page, type PageRequest, readPage } from '../paging/page';
import { sortBy, type SortRequest } from '../paging/sorting';
import { requireCover, requireHeld, requireKnown } from '../roles/role';
import { RoleService } from '../roles/role.service';
import { SessionRevocation } from '../sessions/session-revocation.service';
import type { ApiToken, ApiTokenId } from './api-token';
import { makeSecret } from './api-token-secret';
import { TooManyApiTokens } from './api-token.errors';
import { apiTokenColumns, type ApiTokenFilter, ApiTokenRepository } from './api-token.repository';

const mostOfAnAccount = 100;

export interface ApiTokenDraft {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | undefined;
  /** Absent: the caller's own. */
  readonly accountId: AccountId | undefined;
}

export interface MadeApiToken {
  readonly token: ApiToken;
  /** To be told once. */
  readonly secret: string;
}

@Injectable()
export class ApiTokenService {
  constructor(
    private readonly db: Database,
    private readonly tokens: ApiTokenRepository,
    private readonly accounts: AccountRepository,
    private readonly roles: RoleService,
    private readonly revocation: SessionRevocation,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(
    scope: Scope,
    filter: ApiTokenFilter,
    sorting: readonly SortRequest[],
    page: PageRequest | undefined,
  ): Promise<Page<ApiToken>> {
    const sort = sortBy(sorting, apiTokenColumns);
    return this.tokens.page(scope, filter, sort, readPage(page, sort));
  }

  /** For the caller's own account, or one that may do no more than the caller. */
  create(caller: AccountCaller, { name, scopes, expiresAt, accountId }: ApiTokenDraft): Promise<MadeApiToken> {
    const now = this.clock.now();
    requireKnown(scopes, 'scopes');
    if (expiresAt && expiresAt <= now) throw new InvalidInput([inThePast]);
    return this.db.run(async () => {
      const account = await this.holdAccount(caller, accountId ?? caller.accountId);
      requireHeld(caller.permissions, scopes);
      requireHeld((await this.roles.grantsOf(account)).permissions, scopes);
      if ((await this.tokens.countUsable(account.id, now)) >= mostOfAnAccount) {
        throw new TooManyApiTokens(mostOfAnAccount);
      }
      const id: ApiTokenId = newId();
      const { text, hash } = makeSecret(id);
      const { tenantId } = account;
      const token: ApiToken = {
        ...{ id, tenantId, accountId: account.id, name, scopes: [...new Set(scopes)].sort(), createdAt: now },
        ...{ createdBy: caller.accountId, expiresAt, lastUsedAt: undefined, revokedAt: undefined },
      };
      await this.tokens.insert(token, new Uint8Array(hash));
      await this.record('auth.api-token.create', token, { name, scopes: token.scopes, expiresAt, account: account.id });
      return { token, secret: text };
    });
  }

  revoke(caller: AccountCaller, id: ApiTokenId): Promise<ApiToken> {
    return this.db.run(async () => {
      const scope = scopeOf(caller);
      const token = await this.tokens.lock(scope, id);
      if (token.accountId !== caller.accountId) {
        requireCover(caller, await this.roles.grantsOf(await this.accounts.find(scope, token.accountId)));
      }
      if (token.revokedAt) return token;
      const revokedAt = this.clock.now();
      await this.tokens.revoke(scope, id, revokedAt);
      // Access tokens issued for it carry its id as their session.
      await this.revocation.refuse([id as string as SessionId]);
      await this.record('auth.api-token.revoke', token, { revokedAt });
      return { ...token, revokedAt };
    });
  }

  /** Its own, the caller finds at home; others' in the tenant it acts for. */
  private async holdAccount(caller: AccountCaller, id: AccountId): Promise<Account> {
    const isOwn = id === caller.accountId;
    const account = await this.accounts.lock(isOwn ? ownScopeOf(caller) : scopeOf(caller), id);
    if (!isOwn) requireCover(caller, await this.roles.grantsOf(account));
    return account;
  }

  private record(
    action: string,
    { id, tenantId, name }: ApiToken,
    after: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.audit.record({ action, tenantId, subject: { kind: 'api-token', ids: [id], name }, after });
  }
}

const inThePast = { path: 'expires_at', code: 'in_the_past', message: 'Name a moment to come.' };
