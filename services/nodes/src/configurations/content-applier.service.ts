import { Inject, Injectable } from '@nestjs/common';
import { Audit, CLOCK, type Clock, newId } from '@vortex/kit';
import { type Inbound, type InboundId, type InboundProperties, newInbound } from '../inbounds/inbound';
import { InboundNews } from '../inbounds/inbound-news.service';
import { InboundRepository } from '../inbounds/inbound.repository';
import type { Server } from '../servers/server';
import { type Content, contentOf, hashOf, propertiesOf } from './content';
import { contentRecord } from './content-record';
import { planOf } from './plan';
import type { Edit, Version } from './version';
import { VersionRepository } from './version.repository';
import { VersionService } from './version.service';

const platform = { platform: true } as const;

/** Makes the inbounds of a server what a content says. In a transaction, with the server locked. */
@Injectable()
export class ContentApplier {
  constructor(
    private readonly inbounds: InboundRepository,
    private readonly versions: VersionService,
    private readonly past: VersionRepository,
    private readonly news: InboundNews,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param was the version the content is of, where the server has served it: inbounds are then the ones they were */
  async apply(server: Server, content: Content, edit: Edit, was?: Version): Promise<Version> {
    const before = await this.inbounds.onServers(platform, [server.id]);
    if (hashOf(contentOf(before)) === hashOf(content)) return this.versions.record(server, edit);
    const ids = new Map((was?.identities ?? []).map(({ tag, id }) => [tag, id as InboundId]));
    const { removals, updates, creations } = planOf(before, content, ids);
    for (const { id } of removals) await this.inbounds.delete(id);
    const changed = [...(await this.save(updates)), ...(await this.create(server, creations))];
    const version = await this.versions.record(server, edit);
    for (const inbound of removals) await this.news.removed(inbound);
    for (const inbound of changed) await this.news.changed(inbound);
    await this.news.bring(
      server.id,
      [...removals, ...changed].map(({ id }) => id),
    );
    await this.audit.record(contentRecord(server, contentOf(before), content, edit));
    return version;
  }

  private async save(updates: ReturnType<typeof planOf>['updates']): Promise<Inbound[]> {
    const now = this.clock.now();
    // A tag that two exchange is free for a moment.
    for (const { before, properties } of updates) {
      if (before.tag !== properties.tag) await this.inbounds.save({ ...before, tag: before.id });
    }
    const changed = [];
    for (const { before, properties } of updates) {
      if (hashOf([properties]) === hashOf(contentOf([before]))) continue;
      const after = { ...before, ...propertiesOf(properties), revision: before.revision + 1n, updatedAt: now };
      await this.inbounds.save(after);
      changed.push(after);
    }
    return changed;
  }

  private async create(server: Server, creations: ReturnType<typeof planOf>['creations']): Promise<Inbound[]> {
    const revisions = creations.some(({ id }) => id) ? await this.past.lastRevisions(server.id) : new Map();
    const made = creations.map(({ id, properties }) => this.newInbound(server, id, properties, revisions));
    for (const inbound of made) await this.inbounds.insert(inbound);
    return made;
  }

  /** One that was there before is of a revision behind that of its removal, which was one behind its last. */
  private newInbound(
    server: Server,
    id: InboundId | undefined,
    properties: InboundProperties,
    revisions: ReadonlyMap<string, bigint>,
  ): Inbound {
    const inbound = newInbound(server, properties, this.clock.now());
    const last = id && revisions.get(id);
    return id && last !== undefined ? { ...inbound, id, revision: last + 2n } : { ...inbound, id: newId() };
  }
}
