import type { Clock } from '../clock/clock';
import { type TenantId, tenantId } from '../ids/id';

const freshForMs = 30_000;
const mostRemembered = 1_000;

/** Finds the tenants that accounts of the operator act for, by slug or id, and remembers them for a while. */
export class TenantDirectory {
  private readonly remembered = new Map<string, { readonly id: TenantId; readonly untilMs: number }>();

  /** @param ask asks auth, on behalf of the caller at hand */
  constructor(
    private readonly ask: (tenant: string) => Promise<string>,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound where there is no such tenant */
  async find(tenant: string): Promise<TenantId> {
    const known = this.remembered.get(tenant);
    if (known && known.untilMs > this.clock.monotonic()) return known.id;
    const id = tenantId(await this.ask(tenant));
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    this.remembered.set(tenant, { id, untilMs: this.clock.monotonic() + freshForMs });
    return id;
  }
}
