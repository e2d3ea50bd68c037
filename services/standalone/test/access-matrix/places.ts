import type { Asker } from './panel';

/**
 * Whose rows: the operator's customer's, other rows of the operator's tenant, the reseller's tenant's, or what the
 * operator shares.
 */
export type Place = 'customer' | 'operator' | 'reseller' | 'shared';

/** The columns of the table. */
export interface Caller {
  readonly name: string;
  readonly token: string;
  /** Set for who acts for another tenant. */
  readonly tenant?: string;
  /** The rows it may know of. */
  readonly sees: readonly Place[];
  /** Whose `tenantId` its answers may carry. */
  readonly tenantId: string;
  /** The tenants of the platform are its to see. */
  readonly seesTenants: boolean;
  /** Where it may see what inbounds keep secret: whoever may change them. */
  readonly seesSecrets: readonly Place[];
  /** The place its own rows are in. */
  readonly own: Place;
  /** Another account of the same role, or another token of the same scopes, to sign out and such. */
  readonly twin: () => Promise<Asker>;
}

/** Whose rows a caller tries: its own, then others' of the same tenant if they are not its own, then another tenant's. */
export function targetsOf({ own }: Pick<Caller, 'own'>): readonly Place[] {
  if (own === 'customer') return ['customer', 'operator', 'reseller'];
  return own === 'reseller' ? ['reseller', 'operator'] : ['operator', 'reseller'];
}
