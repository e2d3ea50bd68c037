import type { Tenant } from '@vortex/contracts/auth';

/** What core knows of a tenant, from what auth has told. */
export interface KnownTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** IANA name of the time zone that its calendar rules go by. */
  readonly zone: string;
  readonly suspended: boolean;
  /** How many users it may have. Null: as many as it likes. */
  readonly mostUsers: number | null;
  /** Grows with every change auth makes; what an older event says is no longer so. */
  readonly revision: bigint;
}

/** What auth says of a tenant, by whichever way it says it. */
type Told = Pick<Tenant, 'slug' | 'name' | 'zone' | 'suspended' | 'limits' | 'revision'>;

export function toKnownTenant({
  id,
  slug,
  name,
  zone,
  suspended,
  limits,
  revision,
}: Told & { id: string }): KnownTenant {
  return { id, slug, name, zone, suspended, mostUsers: limits?.mostUsers ?? null, revision };
}
