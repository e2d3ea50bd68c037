import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, currentCall, newId, type Scope } from '@vortex/kit';
import { type PageFound, pageFound } from '../access/list-page';
import { authorOf } from '../configurations/version';
import { VersionRepository } from '../configurations/version.repository';
import { ServerRepository } from '../servers/server.repository';
import type { Rollout, RolloutId, RolloutPlan, RolloutState, WholeRollout } from './rollout';
import { RolloutStateRefused } from './rollout.errors';
import type { RolloutsWanted } from './rollout-input';
import { RolloutNews } from './rollout-news.service';
import { rolloutOrder } from './rollout-sort';
import { RolloutRepository } from './rollout.repository';
import { RolloutServerRepository } from './rollout-server.repository';
import { stageOf } from './stage';

/** What operators do with rollouts. What these do by themselves, the leader's steps are. */
@Injectable()
export class RolloutService {
  constructor(
    private readonly db: Database,
    private readonly rollouts: RolloutRepository,
    private readonly members: RolloutServerRepository,
    private readonly versions: VersionRepository,
    private readonly servers: ServerRepository,
    private readonly news: RolloutNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async start(scope: Scope, plan: RolloutPlan): Promise<WholeRollout> {
    const { serverIds, stages: stagesPercent, windowSeconds, reason } = plan;
    const version = await this.versions.find(scope, plan.versionId);
    const now = this.clock.now();
    const rollout: Rollout = {
      ...{ id: newId(), tenantId: version.tenantId, versionId: version.id, contentId: version.contentId },
      ...{ hash: version.hash, state: 'running', endsAs: '', revision: 1n, cause: '', causeServerId: null, reason },
      ...{ author: authorOf(currentCall()?.caller), stage: 0, stagesPercent, windowSeconds, wellSince: null },
      ...{ resumedAt: now, stageStartedAt: now, createdAt: now, finishedAt: null },
    };
    const stage = (position: number): number => stageOf(position, serverIds.length, stagesPercent);
    return this.db.run(async () => {
      // Behind a change of one of them that is under way.
      for (const id of [...serverIds].sort()) await this.servers.lock({ tenantId: version.tenantId }, id);
      await this.rollouts.insert(rollout);
      await this.members.insert(
        rollout.id,
        serverIds.map((serverId, position) => ({ serverId, stage: stage(position) })),
      );
      await this.news.tell(undefined, rollout);
      return this.whole(rollout);
    });
  }

  pause(scope: Scope, id: RolloutId): Promise<WholeRollout> {
    return this.change(scope, id, ['running'], { state: 'paused', cause: 'operator', causeServerId: null });
  }

  resume(scope: Scope, id: RolloutId): Promise<WholeRollout> {
    const resumedAt = this.clock.now();
    const anew = { cause: '', causeServerId: null, wellSince: null, resumedAt } as const;
    return this.change(scope, id, ['paused'], { state: 'running', ...anew });
  }

  abort(scope: Scope, id: RolloutId, keeps: boolean): Promise<WholeRollout> {
    const over = { state: 'aborted', finishedAt: this.clock.now() } as const;
    const back = { state: 'rolling_back', endsAs: 'aborted' } as const;
    const cause = { cause: 'operator', causeServerId: null } as const;
    return this.change(scope, id, ['running', 'paused'], { ...(keeps ? over : back), ...cause });
  }

  async find(scope: Scope, id: RolloutId): Promise<WholeRollout> {
    return this.whole(await this.rollouts.find(scope, id));
  }

  async list(scope: Scope, { filter, sort, page, withTotal }: RolloutsWanted): Promise<PageFound<WholeRollout>> {
    const [found, totalCount] = await Promise.all([
      this.rollouts.list(scope, filter, sort, page),
      withTotal ? this.rollouts.count(scope, filter) : undefined,
    ]);
    const { rows, info } = pageFound(page, found, (rollout) => rolloutOrder.cursor(sort, rollout), totalCount);
    const members = await this.members.of(rows.map(({ id }) => id));
    return {
      info,
      rows: rows.map((one) => ({ ...one, servers: members.filter(({ rolloutId }) => rolloutId === one.id) })),
    };
  }

  private change(
    scope: Scope,
    id: RolloutId,
    from: readonly RolloutState[],
    change: Partial<Rollout>,
  ): Promise<WholeRollout> {
    return this.db.run(async () => {
      const before = await this.rollouts.lock(scope, id);
      if (!from.includes(before.state)) throw new RolloutStateRefused(id, before.state);
      return this.whole(await this.news.save(before, change));
    });
  }

  private async whole(rollout: Rollout): Promise<WholeRollout> {
    return { ...rollout, servers: await this.members.of([rollout.id]) };
  }
}
