import type { JobFailure } from '../jobs/job';
import type { UserLimitReached } from '../tenants/tenant.errors';

/** Who was not made because the tenant has as many users as it may have. */
export function tooMany(item: string, { code, facts }: UserLimitReached): JobFailure {
  return { item, code, message: `The tenant has ${facts['mostUsers'] ?? ''} users, and may have no more.` };
}
