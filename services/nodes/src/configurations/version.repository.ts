import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { PageWanted } from '../access/list-page';
import { between, orderBy } from '../access/position';
import { literal } from '../access/search-text';
import type { Prisma, PrismaClient } from '../generated/prisma/client';
import type { ServerId } from '../servers/server';
import type { Author, Version, VersionFilter, VersionId } from './version';
import { VersionNotFound } from './configuration.errors';
import type { VersionSort } from './version-sort';

type VersionRow = Omit<Version, 'author'> & { readonly authorKind: Author['kind']; readonly authorId: string };

const select = `
  SELECT v.id, v.tenant_id AS "tenantId", v.server_id AS "serverId", v.number, v.content_id AS "contentId", c.hash,
         v.draft, v.cause, v.reason, v.author_kind AS "authorKind", v.author_id AS "authorId",
         v.validated_by AS "validatedBy", v.source_version_id AS "sourceVersionId", v.rollout_id AS "rolloutId",
         v.identities, v.created_at AS "createdAt",
         NOT v.draft AND NOT EXISTS (
           SELECT FROM configuration_version n WHERE n.server_id = v.server_id AND n.number > v.number AND NOT n.draft
         ) AS "isCurrent"
  FROM configuration_version v JOIN configuration_content c ON c.id = v.content_id`;

/** Versions of the caller's own servers: a shared server's past is its owner's alone. */
@Injectable()
export class VersionRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** What a server is told to serve; undefined before its first version. */
  async current(serverId: ServerId): Promise<Version | undefined> {
    const [row] = await this.db.sql.query<VersionRow>(
      `${select} WHERE v.server_id = $1 AND NOT v.draft ORDER BY v.number DESC LIMIT 1`,
      [serverId],
    );
    return row && from(row);
  }

  /** Gives it the next number of its server, which is locked. */
  async insert(version: Omit<Version, 'number' | 'isCurrent' | 'hash'>): Promise<void> {
    const { id, tenantId, serverId, contentId, draft, cause, reason, author, validatedBy } = version;
    await this.db.sql.execute(
      `INSERT INTO configuration_version (id, tenant_id, server_id, content_id, draft, cause, reason, author_kind,
         author_id, validated_by, source_version_id, rollout_id, identities, created_at, number)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, coalesce(max(number), 0) + 1
       FROM configuration_version WHERE server_id = $3`,
      [
        ...[id, tenantId, serverId, contentId, draft, cause, reason, author.kind, author.id, validatedBy],
        ...[version.sourceVersionId, version.rolloutId, JSON.stringify(version.identities), version.createdAt],
      ],
    );
  }

  async find(scope: Scope, id: VersionId): Promise<Version> {
    const [version] = await this.findMany(scope, [id]);
    if (!version) throw new VersionNotFound(id);
    return version;
  }

  async findMany(scope: Scope, ids: readonly string[]): Promise<Version[]> {
    const rows = await this.db.sql.query<VersionRow>(
      `${select} WHERE v.id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR v.tenant_id = $2)`,
      [ids, tenantOf(scope)],
    );
    return rows.map(from);
  }

  /** From the near end of the page on, and one more than it has. */
  async list(
    serverId: ServerId,
    filter: VersionFilter,
    sort: readonly VersionSort[],
    page: PageWanted,
  ): Promise<Version[]> {
    const found = await this.db.client.configurationVersion.findMany({
      select: { id: true },
      where: { AND: [matching(serverId, filter), ...between(sort, page)] },
      orderBy: orderBy(sort, page.backward),
      take: page.limit + 1,
    });
    const rows = await this.db.sql.query<VersionRow>(
      `${select} WHERE v.id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], v.id)`,
      [found.map(({ id }) => id)],
    );
    return rows.map(from);
  }

  count(serverId: ServerId, filter: VersionFilter): Promise<number> {
    return this.db.client.configurationVersion.count({ where: matching(serverId, filter) });
  }

  /** The greatest revision that is known of each inbound of a server, by its id. */
  async lastRevisions(serverId: ServerId): Promise<ReadonlyMap<string, bigint>> {
    const rows = await this.db.sql.query<{ id: string; revision: bigint }>(
      `SELECT i->>'id' AS id, max((i->>'revision')::bigint) AS revision
       FROM configuration_version v, jsonb_array_elements(v.identities) AS i WHERE v.server_id = $1 GROUP BY 1`,
      [serverId],
    );
    return new Map(rows.map(({ id, revision }) => [id, revision]));
  }

  /** Removes what is far behind, unless a rollout still names it. */
  async prune(serverId: ServerId, most: number): Promise<void> {
    await this.db.sql.execute(
      `DELETE FROM configuration_version v
       WHERE v.server_id = $1 AND v.number <= (SELECT max(number) FROM configuration_version WHERE server_id = $1) - $2
         AND v.number < (SELECT max(number) FROM configuration_version WHERE server_id = $1 AND NOT draft)
         AND NOT EXISTS (SELECT FROM rollout_server s WHERE s.live AND s.previous_version_id = v.id)`,
      [serverId, most],
    );
  }

  /** The live rollout a server takes part in. */
  async rolloutOf(serverId: ServerId): Promise<string | undefined> {
    const [row] = await this.db.sql.query<{ id: string }>(
      'SELECT rollout_id AS id FROM rollout_server WHERE server_id = $1 AND live',
      [serverId],
    );
    return row?.id;
  }
}

function matching(serverId: ServerId, { causes, draft, search }: VersionFilter): Prisma.ConfigurationVersionWhereInput {
  return {
    serverId,
    ...(causes.length > 0 ? { cause: { in: [...causes] } } : {}),
    ...(draft === undefined ? {} : { draft }),
    ...(search ? { reason: { contains: literal(search), mode: 'insensitive' } } : {}),
  };
}

function tenantOf(scope: Scope): string | null {
  return 'tenantId' in scope ? scope.tenantId : null;
}

function from({ authorKind: kind, authorId: id, ...row }: VersionRow): Version {
  return { ...row, author: { kind, id } };
}
