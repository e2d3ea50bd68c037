export const roles = ['owner', 'admin', 'support', 'reseller', 'customer', 'integrator'] as const;

export type Role = (typeof roles)[number];

/** What each role may do, as the names that methods ask for in their `.proto`. `a.*` covers all names below `a`. */
export const permissionsOf: Readonly<Record<Role, readonly string[]>> = {
  owner: ['*'],
  admin: ['auth.account.*', 'system.status.read'],
  support: ['auth.account.read', 'system.status.read'],
  reseller: [],
  customer: [],
  integrator: [],
};
