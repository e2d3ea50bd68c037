import type { Caller, Place } from './places';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Who did something may be told also where it was the operator, acting for the tenant. */
const doers: ReadonlySet<string> = new Set(['actor', 'createdBy', 'createdById']);

/** Knows whose every row is, and finds in an answer what is not the asker's to see. */
export class Leaks {
  private readonly places = new Map<string, Place>();
  private readonly secrets = new Map<string, Place>();

  /** Ids of tenants are told apart from the rows in them: who runs the platform knows all of them. */
  constructor(private readonly tenantIds: readonly string[]) {}

  /** Every id in `data` that nobody has yet is `place`'s. */
  belongs(place: Place, data: unknown): void {
    for (const [id] of JSON.stringify(data ?? null).matchAll(uuid)) {
      if (!this.tenantIds.includes(id) && !this.places.has(id)) this.places.set(id, place);
    }
  }

  /** Only for who may change what it belongs to. */
  keepSecret(place: Place, text: string): void {
    this.secrets.set(text, place);
  }

  /** What of `data` is not for `caller`. */
  in(data: unknown, { sees, tenantId, seesTenants, seesSecrets }: Caller): string[] {
    const found: string[] = [];
    const text = JSON.stringify(data ?? null, function (this: unknown, key, value: unknown) {
      if (doers.has(key)) return undefined;
      const { shared, field } = Object(this) as { shared?: unknown; field?: unknown };
      // What somebody asked for, as the audit keeps it, is told in their own words.
      if (field === 'filter') return undefined;
      // What is shared says whose it is.
      return key === 'tenantId' && shared === true ? undefined : value;
    });
    for (const [id] of text.matchAll(uuid)) {
      const place = this.places.get(id);
      if (place && !sees.includes(place)) found.push(`${id} of ${place}`);
      if (this.tenantIds.includes(id) && id !== tenantId && !seesTenants) found.push(`tenant ${id}`);
    }
    for (const [secret, place] of this.secrets) {
      if (text.includes(secret) && !seesSecrets.includes(place)) found.push(`a secret of ${place}`);
    }
    return found;
  }
}
