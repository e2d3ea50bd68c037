import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { PageWanted } from '../access/list-page';
import { between, orderBy } from '../access/position';
import { literal } from '../access/search-text';
import type { Author } from '../configurations/version';
import type { Prisma, PrismaClient } from '../generated/prisma/client';
import type { Rollout, RolloutFilter, RolloutId } from './rollout';
import { RolloutNotFound } from './rollout.errors';
import type { RolloutSort } from './rollout-sort';

type RolloutRow = Omit<Rollout, 'author'> & { readonly authorKind: Author['kind']; readonly authorId: string };

const select = `
  SELECT r.id, r.tenant_id AS "tenantId", r.version_id AS "versionId", r.content_id AS "contentId", c.hash, r.state,
         r.ends_as AS "endsAs", r.revision, r.cause, r.cause_server_id AS "causeServerId", r.reason,
         r.author_kind AS "authorKind", r.author_id AS "authorId", r.stage, r.stages_percent AS "stagesPercent",
         r.window_seconds AS "windowSeconds", r.well_since AS "wellSince", r.resumed_at AS "resumedAt",
         r.stage_started_at AS "stageStartedAt", r.created_at AS "createdAt", r.finished_at AS "finishedAt"
  FROM rollout r JOIN configuration_content c ON c.id = r.content_id`;

/** Rollouts of the caller's tenant. */
@Injectable()
export class RolloutRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async insert(rollout: Rollout): Promise<void> {
    const { id, tenantId, versionId, contentId, state, revision, reason, author, stage, stagesPercent } = rollout;
    await this.db.sql.execute(
      `INSERT INTO rollout (id, tenant_id, version_id, content_id, state, ends_as, revision, cause, reason, author_kind,
         author_id, stage, stages_percent, window_seconds, resumed_at, stage_started_at, created_at)
       VALUES ($1, $2, $3, $4, $5, '', $6, '', $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[id, tenantId, versionId, contentId, state, revision, reason, author.kind, author.id, stage, stagesPercent],
        ...[rollout.windowSeconds, rollout.resumedAt, rollout.stageStartedAt, rollout.createdAt],
      ],
    );
  }

  /** Stores what has come of one that is locked. */
  async save(rollout: Rollout): Promise<void> {
    const { id, state, endsAs, revision, cause, causeServerId, stage, wellSince, resumedAt, stageStartedAt } = rollout;
    await this.db.sql.execute(
      `UPDATE rollout SET state = $2, ends_as = $3, revision = $4, cause = $5, cause_server_id = $6, stage = $7,
         well_since = $8, resumed_at = $9, stage_started_at = $10, finished_at = $11 WHERE id = $1`,
      [
        ...[id, state, endsAs, revision, cause, causeServerId, stage, wellSince, resumedAt, stageStartedAt],
        rollout.finishedAt,
      ],
    );
  }

  async find(scope: Scope, id: RolloutId): Promise<Rollout> {
    const [row] = await this.db.sql.query<RolloutRow>(
      `${select} WHERE r.id = $1 AND ($2::uuid IS NULL OR r.tenant_id = $2)`,
      [id, tenantOf(scope)],
    );
    if (!row) throw new RolloutNotFound(id);
    return from(row);
  }

  /** Keeps others from changing it until the transaction ends. */
  async lock(scope: Scope, id: RolloutId): Promise<Rollout> {
    await this.db.sql.query('SELECT id FROM rollout WHERE id = $1 FOR UPDATE', [id]);
    return this.find(scope, id);
  }

  /** Those a leader has something to do for, the oldest first. */
  async live(): Promise<RolloutId[]> {
    const rows = await this.db.sql.query<{ id: RolloutId }>(
      `SELECT id FROM rollout WHERE state IN ('running', 'rolling_back') ORDER BY created_at`,
    );
    return rows.map(({ id }) => id);
  }

  /** From the near end of the page on, and one more than it has. */
  async list(scope: Scope, filter: RolloutFilter, sort: readonly RolloutSort[], page: PageWanted): Promise<Rollout[]> {
    const found = await this.db.client.rollout.findMany({
      select: { id: true },
      where: { AND: [matching(scope, filter), ...between(sort, page)] },
      orderBy: orderBy(sort, page.backward),
      take: page.limit + 1,
    });
    const rows = await this.db.sql.query<RolloutRow>(
      `${select} WHERE r.id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], r.id)`,
      [found.map(({ id }) => id)],
    );
    return rows.map(from);
  }

  count(scope: Scope, filter: RolloutFilter): Promise<number> {
    return this.db.client.rollout.count({ where: matching(scope, filter) });
  }
}

function matching(scope: Scope, { states, serverId, search }: RolloutFilter): Prisma.RolloutWhereInput {
  return {
    ...('tenantId' in scope ? { tenantId: scope.tenantId } : {}),
    ...(states.length > 0 ? { state: { in: [...states] } } : {}),
    ...(serverId ? { servers: { some: { serverId } } } : {}),
    ...(search ? { reason: { contains: literal(search), mode: 'insensitive' } } : {}),
  };
}

function tenantOf(scope: Scope): string | null {
  return 'tenantId' in scope ? scope.tenantId : null;
}

function from({ authorKind: kind, authorId: id, ...row }: RolloutRow): Rollout {
  return { ...row, author: { kind, id } };
}
