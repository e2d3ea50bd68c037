import { type Caller, PermissionDenied } from '@vortex/kit';

/**
 * What is shared is offered to every tenant, so only the operator's people share: a reseller who could would put its
 * machines into everybody's hands. Throws `PermissionDenied` for others.
 */
export function expectMayShare(caller: Caller, shared: boolean | undefined): void {
  if (shared === true && !(caller.kind === 'account' && caller.isOperator)) throw new PermissionDenied('operator_only');
}
