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
  /** The tenant whose rows this is about: its own, or the one it acts for. */
  readonly tenantId: TenantId;
  /** The tenant the account itself belongs to. What is the account's own (its sessions, its password) lives there. */
  readonly homeTenantId: TenantId;
  /** Whether that is the tenant that runs the platform. */
  readonly isOperator: boolean;
  /** Sees only rows that are its own, as a customer does. */
  readonly ownRowsOnly: boolean;
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

/** Whose rows a repository may see. With `ownedBy` only those of that account, within the tenant. */
export type Scope =
  { readonly tenantId: TenantId; readonly ownedBy?: AccountId | undefined } | { readonly platform: true };

/** The rows `caller` may see: an account its tenant's, or only its own; a service the whole platform's, a stranger none. */
export function scopeOf(caller: Caller): Scope {
  switch (caller.kind) {
    case 'account': {
      const { tenantId, accountId, ownRowsOnly } = caller;
      return ownRowsOnly ? { tenantId, ownedBy: accountId } : { tenantId };
    }
    case 'service':
      return { platform: true };
    case 'anonymous':
      throw new Unauthenticated('sign_in_required');
  }
}

/** Where an account finds what is its own, whichever tenant it acts for. */
export function ownScopeOf(account: AccountCaller): Scope {
  return { tenantId: account.homeTenantId, ownedBy: account.accountId };
}

/** The signed-in account, for use cases that only make sense for one. */
export function accountOf(caller: Caller): AccountCaller {
  if (caller.kind === 'account') return caller;
  if (caller.kind === 'anonymous') throw new Unauthenticated('sign_in_required');
  throw new PermissionDenied('accounts_only');
}
