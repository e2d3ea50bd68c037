import type { Account } from './account';

/** What the audit says of an account. */
export function auditedFields({ username, name, role, disabled, mustChangePassword }: Account) {
  return { username, name, role, disabled, mustChangePassword };
}
