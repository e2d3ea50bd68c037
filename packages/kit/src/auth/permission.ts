import { PermissionDenied, Unauthenticated } from '../errors/failures';
import type { Caller } from '../identity/caller';

/** Whether one of the names an account holds covers `permission`. */
export function holds(held: readonly string[], permission: string): boolean {
  return held.some(
    (name) => name === '*' || name === permission || (name.endsWith('.*') && permission.startsWith(name.slice(0, -1))),
  );
}

/**
 * The one rule that decides whether `caller` may do what needs `permission`. Throws when not.
 * A service passes only what is public or meant for services: what a person needs a permission for,
 * no service does on its own account.
 */
export function authorize(permission: string, caller: Caller): void {
  if (permission === 'public') return;
  if (permission === 'service') {
    if (caller.kind === 'service') return;
    throw new PermissionDenied('services_only');
  }
  if (caller.kind === 'anonymous') throw new Unauthenticated('sign_in_required');
  if (caller.kind === 'service') throw new PermissionDenied('permission_missing', { permission });
  if (permission === 'authenticated') return;
  if (caller.mustChangePassword) throw new PermissionDenied('password_change_required');
  if (!holds(caller.permissions, permission)) throw new PermissionDenied('permission_missing', { permission });
}
