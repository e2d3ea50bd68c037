import { Injectable } from '@nestjs/common';
import type { ConfiguredInbound } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import { InboundRepository } from '../inbounds/inbound.repository';
import type { ServerId } from '../servers/server';
import { ServerRepository } from '../servers/server.repository';
import { type Content, contentOf } from './content';
import { ContentApplier } from './content-applier.service';
import { contentFrom } from './content-input';
import { ContentRepository } from './content.repository';
import { ContentValidator } from './content-validator.service';
import type { Version, VersionId } from './version';
import { VersionService } from './version.service';

export interface ConfigurationEdit {
  readonly inbounds: readonly ConfiguredInbound[];
  readonly expected: VersionId | undefined;
  readonly reason: string;
  readonly asDraft: boolean;
}

/** Whole configurations of servers: edited, and gone back to. */
@Injectable()
export class ConfigurationService {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly inbounds: InboundRepository,
    private readonly versions: VersionService,
    private readonly contents: ContentRepository,
    private readonly applier: ContentApplier,
    private readonly validator: ContentValidator,
  ) {}

  async edit(scope: Scope, serverId: ServerId, edit: ConfigurationEdit): Promise<Version> {
    const { inbounds, expected, reason, asDraft } = edit;
    const { tenantId } = await this.servers.findOwn(scope, serverId);
    const there = async (): Promise<Content> =>
      contentOf(await this.inbounds.onServers({ platform: true }, [serverId]));
    const order = inbounds.map(({ tag }) => tag);
    const validated = await this.validator.accept({ tenantId, serverId }, contentFrom(inbounds, await there()), order);
    return this.db.run(async () => {
      const server = await this.servers.lock(scope, serverId);
      const current = await this.versions.begin(server);
      const content = contentFrom(inbounds, await there());
      await this.versions.expectCurrent(current, expected, content);
      const why = { cause: 'edited', reason, validated } as const;
      if (asDraft) return this.versions.draft(server, content, why);
      return this.applier.apply(server, content, why);
    });
  }

  /** It was accepted once. */
  async rollBack(scope: Scope, version: Version, reason: string, expected: VersionId | undefined): Promise<Version> {
    return this.db.run(async () => {
      const server = await this.servers.lock(scope, version.serverId);
      const current = await this.versions.begin(server);
      const content = await this.contents.of(version.contentId);
      await this.versions.expectCurrent(current, expected, content);
      const { hash, validatedBy } = version;
      const edit = { cause: 'rolled_back', reason, sourceVersionId: version.id } as const;
      return this.applier.apply(server, content, { ...edit, validated: { by: validatedBy, hash } }, version);
    });
  }
}
