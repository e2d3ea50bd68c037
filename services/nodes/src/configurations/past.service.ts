import { Injectable } from '@nestjs/common';
import { InvalidInput, type Scope } from '@vortex/kit';
import { type PageFound, pageFound } from '../access/list-page';
import { ServerRepository } from '../servers/server.repository';
import type { Content } from './content';
import { ContentRepository } from './content.repository';
import { changesBetween } from './difference';
import type { Version, VersionId } from './version';
import { VersionRepository } from './version.repository';
import { versionOrder } from './version-sort';
import type { VersionsWanted } from './versions-wanted';

/** With their contents: each may be large. */
const mostContents = 100;

/** What servers were told to serve, as it is read. */
@Injectable()
export class PastService {
  constructor(
    private readonly versions: VersionRepository,
    private readonly contentRows: ContentRepository,
    private readonly servers: ServerRepository,
  ) {}

  find(scope: Scope, id: VersionId): Promise<Version> {
    return this.versions.find(scope, id);
  }

  findMany(scope: Scope, ids: readonly string[]): Promise<Version[]> {
    return this.versions.findMany(scope, ids);
  }

  async list(scope: Scope, { serverId, filter, sort, page, withTotal }: VersionsWanted): Promise<PageFound<Version>> {
    await this.servers.findOwn(scope, serverId);
    const [found, totalCount] = await Promise.all([
      this.versions.list(serverId, filter, sort, page),
      withTotal ? this.versions.count(serverId, filter) : undefined,
    ]);
    return pageFound(page, found, (version) => versionOrder.cursor(sort, version), totalCount);
  }

  async contents(scope: Scope, ids: readonly string[]): Promise<{ version: Version; content: Content }[]> {
    if (ids.length > mostContents) {
      const message = `At most ${mostContents} ids make a batch.`;
      throw new InvalidInput([{ path: 'versionIds', code: 'too_big', message }]);
    }
    const versions = await this.versions.findMany(scope, ids);
    const contents = await this.contentRows.read(versions.map(({ contentId }) => contentId));
    return versions.flatMap((version) => {
      const content = contents.get(version.contentId);
      return content ? [{ version, content }] : [];
    });
  }

  async difference(scope: Scope, fromId: VersionId, toId: VersionId) {
    const [from, to] = [await this.versions.find(scope, fromId), await this.versions.find(scope, toId)];
    const [before, after] = [await this.contentRows.of(from.contentId), await this.contentRows.of(to.contentId)];
    return { from, to, changes: changesBetween(before, after) };
  }
}
