import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Scope } from '@vortex/kit';
import type { Inbound, InboundChange, InboundId, InboundProperties } from '../inbounds/inbound';
import { changedBy } from '../inbounds/inbound-change';
import { InboundRepository } from '../inbounds/inbound.repository';
import { InboundService } from '../inbounds/inbound.service';
import type { ServerId } from '../servers/server';
import { ServerRepository } from '../servers/server.repository';
import { acceptSettings } from '../settings/inbound-settings';
import { contentOf } from './content';
import { ContentValidator } from './content-validator.service';

const platform = { platform: true } as const;

/** Changes of single inbounds, shown to an engine before they are made. */
@Injectable()
export class InboundEdits {
  constructor(
    private readonly inbounds: InboundService,
    private readonly stored: InboundRepository,
    private readonly servers: ServerRepository,
    private readonly validator: ContentValidator,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(scope: Scope, serverId: ServerId, given: InboundProperties, reason: string): Promise<Inbound> {
    const { tenantId } = await this.servers.findOwn(scope, serverId);
    const properties = { ...given, settings: acceptSettings(given, given.settings) };
    const others = await this.stored.onServers(platform, [serverId]);
    const content = contentOf([...others, properties]);
    const validated = await this.validator.acceptOne({ tenantId, serverId }, content, given.tag);
    return this.inbounds.create(scope, serverId, given, { reason, validated });
  }

  async update(
    scope: Scope,
    id: InboundId,
    change: InboundChange,
    expectedRevision: bigint | undefined,
    reason: string,
  ): Promise<Inbound> {
    const serverId = await this.stored.serverOf(scope, id);
    const all = await this.stored.onServers(platform, [serverId]);
    const before = all.find((one) => one.id === id);
    if (!before) return this.inbounds.update(scope, id, change, expectedRevision, { reason }); // it has just gone
    const after = changedBy(before, change, this.clock.now());
    const content = contentOf(all.map((one) => (one.id === id ? after : one)));
    const { tenantId } = before;
    const isLate = expectedRevision !== undefined && expectedRevision !== before.revision;
    const isAsked = after !== before && after.enabled && !isLate;
    const validated = isAsked ? await this.validator.acceptOne({ tenantId, serverId }, content, after.tag) : undefined;
    return this.inbounds.update(scope, id, change, expectedRevision, { reason, validated });
  }

  delete(scope: Scope, id: InboundId, reason: string): Promise<void> {
    return this.inbounds.delete(scope, id, { reason });
  }
}
