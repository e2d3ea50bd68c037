import { PermissionDenied, Unauthenticated } from '../errors/failures';
import type { AccountId, SessionId, TenantId } from '../ids/id';

/** Who asks. */
export type Caller = AnonymousCaller | AccountCaller | ServiceCaller;

export interface AnonymousCaller {
  readonly kind: 'anonymous';
}

/** A person or an integration, proven by an access token. */
export interface AccountCaller {
  readonly kind: 'account';
  readonly accountId: AccountId;
  readonly tenantId: TenantId;
  readonly role: string;
  /** Names such as "auth.account.read"; "auth.*" holds all that start so, "*" holds all. */
  readonly permissions: readonly string[];
  /** Such an account may do nothing but change its password. */
  readonly mustChangePassword: boolean;
  readonly sessionId: SessionId;
}

/** A service acting for itself: a scheduler, a consumer, a start. */
export interface ServiceCaller {
  readonly kind: 'service';
  readonly name: string;
}

export const anonymous: AnonymousCaller = { kind: 'anonymous' };

/** Whose rows a repository may see. */
export type Scope = { readonly tenantId: TenantId } | { readonly platform: true };

/** The rows `caller` may see: an account its own tenant's, a service the whole platform's, a stranger none. */
export function scopeOf(caller: Caller): Scope {
  switch (caller.kind) {
    case 'account':
      return { tenantId: caller.tenantId };
    case 'service':
      return { platform: true };
    case 'anonymous':
      throw new Unauthenticated('sign_in_required');
  }
}

/** The signed-in account, for use cases that only make sense for one. */
export function accountOf(caller: Caller): AccountCaller {
  if (caller.kind === 'account') return caller;
  if (caller.kind === 'anonymous') throw new Unauthenticated('sign_in_required');
  throw new PermissionDenied('accounts_only');
}
