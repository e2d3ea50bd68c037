import { type AccountId, newId, type TenantId } from '@vortex/kit';

/** Who logs in. */
export interface Account {
  readonly id: AccountId;
  readonly tenantId: TenantId;
  /** Unique within the tenant, whatever its case. */
  readonly username: string;
  /** Name of a role that the tenant knows. */
  readonly role: string;
  /** What people call it; may be empty. */
  readonly name: string;
  /** Cannot sign in. */
  readonly disabled: boolean;
  /** Until this is false it may do nothing but change its password. */
  readonly mustChangePassword: boolean;
  readonly createdAt: Date;
  /** Grows with every change. */
  readonly revision: bigint;
}

export interface NewAccount {
  readonly tenantId: TenantId;
  readonly username: string;
  readonly role: string;
  readonly mustChangePassword: boolean;
  readonly name?: string;
}

export function newAccount(given: NewAccount, now: Date): Account {
  return { id: newId(), name: '', disabled: false, ...given, createdAt: now, revision: 1n };
}

/** A name as it is compared. Compatibility forms fold first, or "ｱdmin" in full width would be another "admin". */
export function usernameKey(username: string): string {
  return username.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}

/** What becomes of an account whose own password was replaced by itself. */
export function passwordChanged(account: Account): Account {
  return { ...account, mustChangePassword: false, revision: account.revision + 1n };
}

/** What becomes of an account that was given a new password by somebody else. */
export function passwordReset(account: Account): Account {
  return { ...account, mustChangePassword: true, revision: account.revision + 1n };
}

/** What is absent stays. */
export interface AccountChange {
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function changeAccount(account: Account, change: AccountChange): Account {
  const { name = account.name, role = account.role, disabled = account.disabled } = change;
  return { ...account, name, role, disabled, revision: account.revision + 1n };
}
