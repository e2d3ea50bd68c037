import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, currentCall, newId, type TenantId } from '@vortex/kit';
import type { Inbound } from '../inbounds/inbound';
import { InboundRepository } from '../inbounds/inbound.repository';
import type { ServerId } from '../servers/server';
import { type Content, contentOf, hashOf } from './content';
import { ConfigurationConflict, ServerInRollout } from './configuration.errors';
import { ContentRepository } from './content.repository';
import { changesBetween } from './difference';
import { authorOf, type Edit, type Identity, type Version, type VersionId } from './version';
import { VersionRepository } from './version.repository';

/** Versions of a server that are kept. */
const mostKept = 500;
const platform = { platform: true } as const;

type Locked = { readonly id: ServerId; readonly tenantId: TenantId };

/** Keeps what a server was told to serve. In the transaction of a change, with the server locked. */
@Injectable()
export class VersionService {
  constructor(
    private readonly versions: VersionRepository,
    private readonly contents: ContentRepository,
    private readonly inbounds: InboundRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Before a change. Throws while a rollout decides what the server serves, unless it is the one that changes it. */
  async begin(server: Locked, rolloutId?: string): Promise<Version> {
    const live = await this.versions.rolloutOf(server.id);
    if (live !== undefined && live !== rolloutId) throw new ServerInRollout(server.id, live);
    const known = await this.versions.current(server.id);
    return known ?? (await this.record(server, { cause: 'first', reason: '' }));
  }

  /** Behind a change. The same version as before where nothing came of it. */
  async record(server: Locked, edit: Edit): Promise<Version> {
    const inbounds = await this.inbounds.onServers(platform, [server.id]);
    const content = contentOf(inbounds);
    const current = await this.versions.current(server.id);
    if (current && current.hash === hashOf(content)) return current;
    const version = await this.insert(server, content, edit, inbounds.map(identityOf));
    await this.versions.prune(server.id, mostKept);
    return version;
  }

  /** Keeps a content for a rollout. */
  draft(server: Locked, content: Content, edit: Edit): Promise<Version> {
    return this.insert(server, content, edit, undefined);
  }

  /** Throws, with what differs, when an editor names a version that is not the current one. */
  async expectCurrent(current: Version, expected: VersionId | undefined, yours: Content): Promise<void> {
    if (expected === undefined || expected === current.id) return;
    const theirs = await this.contents.of(current.contentId);
    throw new ConfigurationConflict(expected, current.id, changesBetween(theirs, yours));
  }

  private async insert(
    { id: serverId, tenantId }: Locked,
    content: Content,
    edit: Edit,
    identities: readonly Identity[] | undefined,
  ): Promise<Version> {
    const now = this.clock.now();
    const id: VersionId = newId();
    const { cause, reason, validated, sourceVersionId = null, rolloutId = null } = edit;
    await this.versions.insert({
      ...{ id, tenantId, serverId, draft: identities === undefined, cause, reason, sourceVersionId, rolloutId },
      contentId: await this.contents.keep(tenantId, content, now),
      author: authorOf(currentCall()?.caller),
      // What was asked about may no longer be what came of it.
      validatedBy: validated?.hash === hashOf(content) ? validated.by : '',
      identities: identities ?? [],
      createdAt: now,
    });
    return this.versions.find(platform, id);
  }
}

function identityOf({ tag, id, revision }: Inbound): Identity {
  return { tag, id, revision: String(revision) };
}
