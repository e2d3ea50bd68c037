import { accountOf, type RpcCall, type Scope, type TenantId } from '@vortex/kit';
import { OperatorOnly } from './archive.errors';

export interface Operator {
  readonly tenantId: TenantId;
  /** All archives: they are the operator's, whoever that is. One of another installation brings another operator along. */
  readonly scope: Scope;
}

/** Lets through an account of the operator that acts for nobody else. */
export function operator(call: RpcCall): Operator {
  const { isOperator, tenantId, homeTenantId } = accountOf(call.caller);
  if (!isOperator || tenantId !== homeTenantId) throw new OperatorOnly();
  return { tenantId, scope: { platform: true } };
}
