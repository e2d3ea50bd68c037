import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock } from '@vortex/kit';
import { HealthRepository } from '../health/health.repository';
import { wantsLook } from './handshakes';
import { decide, type Decision } from './judgement';
import { type Leadership, LeadershipRepository } from './leadership.repository';
import type { Rollout, RolloutId, RolloutServer } from './rollout';
import { RolloutBringer } from './rollout-bringer.service';
import { RolloutNews } from './rollout-news.service';
import { RolloutRepository } from './rollout.repository';
import { RolloutServerRepository } from './rollout-server.repository';
import { stageAfter } from './stage';
import { differs, seen, type WatchedServer } from './watched-server';

const platform = { platform: true } as const;
/** Servers that have the version are looked at this often, so that what breaks is taken back within thirty seconds. */
const closeLookMs = 4_000;

/** What a leader does for a rollout at a time: at most one server is changed, so that nobody waits for its locks. */
@Injectable()
export class RolloutSteps {
  constructor(
    private readonly db: Database,
    private readonly leadership: LeadershipRepository,
    private readonly rollouts: RolloutRepository,
    private readonly servers: RolloutServerRepository,
    private readonly health: HealthRepository,
    private readonly bringer: RolloutBringer,
    private readonly news: RolloutNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether the next step is due at once. Throws `Deposed`. */
  step(lead: Leadership, id: RolloutId): Promise<boolean> {
    return this.db.run(async () => {
      await this.leadership.expect(lead);
      const rollout = await this.rollouts.lock(platform, id);
      if (rollout.state === 'rolling_back') return this.takeBack(rollout);
      if (rollout.state === 'running') return this.bring(rollout);
      return false;
    });
  }

  /** The version cannot even be written down for one of the servers. */
  async giveUp(lead: Leadership, id: RolloutId): Promise<void> {
    await this.db.run(async () => {
      await this.leadership.expect(lead);
      const rollout = await this.rollouts.lock(platform, id);
      if (rollout.state !== 'running') return;
      await this.news.save(rollout, { state: 'rolling_back', endsAs: 'rolled_back', cause: 'configuration_refused' });
    });
  }

  private async bring(rollout: Rollout): Promise<boolean> {
    const now = this.clock.now();
    const watched = await this.servers.watch(rollout.id);
    const all = watched.map((server) => ({ server, ...seen(server, now, rollout.resumedAt) }));
    await this.health.hasten(
      all.filter(({ row }) => row.appliedAt).map(({ row }) => row.serverId),
      new Date(now.getTime() - closeLookMs),
      now,
    );
    const changed = all.filter(({ server, row }) => differs(row, server));
    for (const { row } of changed) await this.servers.save(row);
    const { stage, windowSeconds, wellSince, stagesPercent } = rollout;
    const nextStage = stageAfter(stage, watched.length, stagesPercent);
    const stand = { stage, windowSeconds, nextStage, wellSince: wellSince ?? undefined };
    const decision = decide(
      stand,
      all.map(({ judged }) => judged),
      now,
    );
    return this.carryOut(rollout, decision, watched, changed.length > 0);
  }

  private async carryOut(
    rollout: Rollout,
    decision: Decision,
    watched: readonly WatchedServer[],
    isNews: boolean,
  ): Promise<boolean> {
    const { news } = this;
    const now = this.clock.now();
    switch (decision.do) {
      case 'give': {
        const server = watched.find(({ serverId }) => serverId === decision.serverId);
        if (server && wantsLook(server.handshakes, rollout.resumedAt, now)) {
          await this.health.hasten([server.serverId], rollout.resumedAt, now);
          return false;
        }
        if (server) await this.servers.save(await this.bringer.give(rollout, server));
        await news.save(rollout, { wellSince: null });
        return true;
      }
      case 'roll_back': {
        const because = { cause: decision.cause, causeServerId: idOf(watched, decision.serverId) };
        await news.save(rollout, { state: 'rolling_back', endsAs: 'rolled_back', ...because });
        return true;
      }
      case 'pause': {
        const because = { cause: decision.cause, causeServerId: idOf(watched, decision.serverId) };
        await news.save(rollout, { state: 'paused', ...because });
        return false;
      }
      case 'advance':
        await news.save(rollout, { stage: decision.stage, stageStartedAt: now, wellSince: null });
        return true;
      case 'complete':
        await news.save(rollout, { state: 'completed', finishedAt: now });
        return false;
      case 'wait': {
        const isSame = decision.wellSince?.getTime() === rollout.wellSince?.getTime();
        if (isNews || !isSame) await news.save(rollout, { wellSince: decision.wellSince ?? null });
        return false;
      }
    }
  }

  /** The last one that was given it first. */
  private async takeBack(rollout: Rollout): Promise<boolean> {
    const given = (await this.servers.of([rollout.id])).filter(hasIt).at(-1);
    if (!given) {
      const state = rollout.endsAs === 'aborted' ? 'aborted' : 'rolled_back';
      await this.news.save(rollout, { state, endsAs: '', finishedAt: this.clock.now() });
      return false;
    }
    await this.servers.save(await this.bringer.takeBack(rollout, given));
    await this.news.save(rollout, {});
    return true;
  }
}

function hasIt({ versionId, state }: RolloutServer): boolean {
  return versionId !== null && state !== 'rolled_back';
}

function idOf(servers: readonly RolloutServer[], id: string) {
  return servers.find(({ serverId }) => serverId === id)?.serverId ?? null;
}
