import type { Account as AccountMessage } from '@vortex/contracts/auth';
import type { Account } from './account';

/** An account as callers see it. */
export function toMessage(account: Account): AccountMessage {
  const { id, tenantId, username, role, name, disabled, mustChangePassword, createdAt, revision } = account;
  return { id, tenantId, username, role, name, disabled, mustChangePassword, createdAt, revision };
}
