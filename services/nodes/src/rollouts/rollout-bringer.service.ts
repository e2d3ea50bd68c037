import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@vortex/kit';
import { ContentApplier } from '../configurations/content-applier.service';
import { ContentRepository } from '../configurations/content.repository';
import { VersionRepository } from '../configurations/version.repository';
import { VersionService } from '../configurations/version.service';
import { DesiredStateService } from '../desired/desired-state.service';
import { ServerRepository } from '../servers/server.repository';
import type { Rollout, RolloutServer } from './rollout';
import type { WatchedServer } from './watched-server';

const platform = { platform: true } as const;

/** Gives one server the version of a rollout, and takes it back. In the transaction of a step. */
@Injectable()
export class RolloutBringer {
  constructor(
    private readonly servers: ServerRepository,
    private readonly versions: VersionService,
    private readonly past: VersionRepository,
    private readonly contents: ContentRepository,
    private readonly applier: ContentApplier,
    private readonly desired: DesiredStateService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async give(rollout: Rollout, given: WatchedServer): Promise<RolloutServer> {
    const server = await this.servers.lock(platform, given.serverId);
    const previous = await this.versions.begin(server, rollout.id);
    const content = await this.contents.of(rollout.contentId);
    const validated = { by: (await this.validatedBy(rollout)) ?? '', hash: rollout.hash };
    const source = { sourceVersionId: rollout.versionId, rolloutId: rollout.id, reason: rollout.reason, validated };
    const version = await this.applier.apply(server, content, { cause: 'rolled_out', ...source });
    const { hash: configHash } = await this.desired.configuration(server.id);
    return {
      ...given,
      ...{ state: 'applying', cause: '', versionId: version.id, previousVersionId: previous.id },
      ...{ givenAt: this.clock.now(), appliedAt: null, failingSince: null },
      ...{ configHash, configHashBefore: given.wantedHash },
      acceptedBefore: BigInt(given.report.sessionsAccepted ?? 0),
      refusedBefore: BigInt(given.report.sessionsRefused ?? 0),
      acceptedRateBefore: rateOf(given),
      handshakesBefore: given.handshakes.map(({ inboundId, failure }) => ({ inboundId, failure })),
    };
  }

  async takeBack(rollout: Rollout, given: RolloutServer): Promise<RolloutServer> {
    const server = await this.servers.lock(platform, given.serverId);
    await this.versions.begin(server, rollout.id);
    if (given.previousVersionId) {
      const previous = await this.past.find(platform, given.previousVersionId);
      const validated = { by: previous.validatedBy, hash: previous.hash };
      const source = { sourceVersionId: previous.id, rolloutId: rollout.id, reason: rollout.reason, validated };
      const content = await this.contents.of(previous.contentId);
      await this.applier.apply(server, content, { cause: 'rollout_undone', ...source }, previous);
    }
    return { ...given, state: 'rolled_back' };
  }

  private async validatedBy({ versionId }: Rollout): Promise<string | undefined> {
    const [version] = await this.past.findMany(platform, [versionId]);
    return version?.validatedBy;
  }
}

/** Sessions let in a second, in the life of the engine's process up to its last report. */
function rateOf({ seenAt, report: { engineStartedAt, sessionsAccepted = 0 } }: WatchedServer): number {
  const began = engineStartedAt === undefined ? NaN : Date.parse(engineStartedAt);
  const lived = ((seenAt?.getTime() ?? NaN) - began) / 1_000;
  return lived > 0 ? sessionsAccepted / lived : 0;
}
