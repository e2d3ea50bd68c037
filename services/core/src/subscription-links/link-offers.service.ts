import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type TenantId } from '@vortex/kit';
import { LRUCache } from 'lru-cache';
import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '../link-entries/catalogue';
import { CatalogueRepository } from '../link-entries/catalogue.repository';
import type { LinkSettings } from '../link-settings/link-settings';
import { LinkSettingsRepository } from '../link-settings/link-settings.repository';
import type { LinkTemplate } from '../link-templates/link-template';
import { LinkTemplateRepository } from '../link-templates/link-template.repository';
import { LinkChanges, type LinkMemory } from './link-changes.service';
import { type LinkOffer, linkOffer } from './link-offer';

const mostTenants = 1_000;
const longestMs = 60_000;
const deafMs = 1_000;

interface OfferParts {
  readonly catalogue: Catalogue;
  readonly settings: LinkSettings;
  readonly templates: readonly LinkTemplate[];
}

interface Kept {
  readonly offer: LinkOffer;
  /** What the offer was made of. */
  readonly parts: OfferParts;
  readonly loadedAt: number;
  /** As many changes had been heard of. */
  readonly changes: number;
}

/** What the links of tenants are made of, read when it is needed and kept until something of it changes. */
@Injectable()
export class LinkOffers implements LinkMemory {
  private readonly kept = new LRUCache<TenantId, Kept>({ max: mostTenants });
  private readonly loads = new Map<TenantId, Promise<LinkOffer>>();
  private changes = 0;

  constructor(
    private readonly catalogues: CatalogueRepository,
    private readonly settings: LinkSettingsRepository,
    private readonly templates: LinkTemplateRepository,
    private readonly heard: LinkChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    heard.follow(this);
  }

  remembered(tenantId: TenantId): LinkOffer | undefined {
    const kept = this.kept.get(tenantId);
    if (kept?.changes !== this.changes) return undefined;
    const age = this.clock.now().getTime() - kept.loadedAt;
    return age < (this.heard.complete ? longestMs : deafMs) ? kept.offer : undefined;
  }

  load(tenantId: TenantId): Promise<LinkOffer> {
    const under = this.loads.get(tenantId);
    if (under) return under;
    const load = this.read(tenantId).finally(() => {
      if (this.loads.get(tenantId) === load) this.loads.delete(tenantId);
    });
    this.loads.set(tenantId, load);
    return load;
  }

  forgetCatalogues(): void {
    this.changes += 1;
    this.loads.clear();
  }

  forgetUsers(): void {
    // Nothing of it is a user's.
  }

  forgetAll(): void {
    this.forgetCatalogues();
  }

  /** With other settings than there are, to look at and not to keep. */
  async trial(tenantId: TenantId, change: (settings: LinkSettings) => LinkSettings): Promise<LinkOffer> {
    const { catalogue, settings, templates } = await this.parts(tenantId);
    return linkOffer(catalogue, change(settings), templates);
  }

  private async parts(tenantId: TenantId): Promise<OfferParts> {
    const [catalogue, { settings }, templates] = await Promise.all([
      this.catalogues.of(tenantId),
      this.settings.of(tenantId),
      this.templates.of(tenantId),
    ]);
    return { catalogue, settings, templates };
  }

  /** What comes to the same as before is the same: what was made of it stays. */
  private async read(tenantId: TenantId): Promise<LinkOffer> {
    const { changes } = this;
    const parts = await this.parts(tenantId);
    const before = this.kept.get(tenantId);
    const offer =
      before && isDeepStrictEqual(parts, before.parts)
        ? before.offer
        : linkOffer(parts.catalogue, parts.settings, parts.templates);
    if (this.changes === changes)
      this.kept.set(tenantId, { offer, parts, loadedAt: this.clock.now().getTime(), changes });
    return offer;
  }
}
