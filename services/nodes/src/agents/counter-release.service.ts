import { Inject, Injectable } from '@nestjs/common';
import type { UnusedCounters } from '@vortex/contracts/tunnel';
import { CLOCK, type Clock, isId } from '@vortex/kit';
import type { ServerId } from '../servers/server';
import type { CounterOrder } from '../usage/counter-order';
import type { StoredOrder } from '../usage/counter-order.repository';
import { CounterReleases } from '../usage/counter-releases.service';
import { NodeUsageService } from '../usage/node-usage.service';
import { AgentAnswersNot, type AgentQuestions } from './agent-questions';

const patienceMs = 5_000;
/** Of one order: users who change meanwhile wait for it. */
const mostCounters = 1_000;

/** The engine of one stream. */
export interface CountingNode {
  readonly serverId: ServerId;
  readonly sessionId: string;
  readonly epoch: bigint;
}

/**
 * Has engines forget counters that nobody can add to. The engine names them, what they have counted goes into the books, and
 * only then, and while no user can come back, it is told to release them as they stood.
 */
@Injectable()
export class CounterRelease {
  constructor(
    private readonly usage: NodeUsageService,
    private readonly releases: CounterReleases,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  isKnownTo(agent: AgentQuestions): boolean {
    return agent.knows('release_counters') && agent.knows('engine.release_counters');
  }

  /**
   * What there is to release, all of it in the books. Takes its time.
   *
   * @param revision of the line of users that the engine has acknowledged
   */
  async find(node: CountingNode, revision: bigint, agent: AgentQuestions): Promise<CounterOrder | undefined> {
    const { serverId, epoch } = node;
    const value = { request: { limit: mostCounters } };
    const answer = await agent.ask({ $case: 'listUnused', value }, patienceMs);
    const unused = answer.$case === 'unused' ? answer.value.unused : undefined;
    if (!unused || BigInt.asIntN(64, unused.epoch) !== epoch) return undefined;
    const { counters, userIds } = ours(unused);
    // The engine's own word of now: whatever of it was lost on the way counts by this.
    const report = { epoch: unused.epoch, counters, charges: [], at: this.clock.now(), releases: 0n };
    if (!(await this.usage.take(node, report, 0))) return undefined;
    await this.usage.settled(serverId);
    const counted = [...userIds, ...counters.map(({ userId }) => userId)];
    if (!unused.more) await this.releases.returnLeases(serverId, epoch, revision, counted);
    return counted.length > 0 ? { epoch, counters, userIds } : undefined;
  }

  /** In a moment when no user can come back. */
  async release({ serverId, epoch }: CountingNode, found: CounterOrder, agent: AgentQuestions): Promise<void> {
    const order = (await this.releases.begin(serverId, found)) ?? (await this.releases.unresolved(serverId, epoch));
    if (order) await this.carryOut(serverId, order, agent);
  }

  /** The same with what an engine was told before, in case that it does not know. */
  async resolve({ serverId, epoch }: CountingNode, agent: AgentQuestions): Promise<void> {
    const order = await this.releases.unresolved(serverId, epoch);
    if (order) await this.carryOut(serverId, order, agent);
  }

  private async carryOut(serverId: ServerId, order: StoredOrder, agent: AgentQuestions): Promise<void> {
    const { counters, userIds } = order;
    const request = { epoch: BigInt.asUintN(64, order.epoch), counters: [...counters], userIds: [...userIds] };
    const answer = await agent.ask({ $case: 'releaseCounters', value: { request } }, patienceMs);
    const released = answer.$case === 'released' ? answer.value.released : undefined;
    if (!released) throw new AgentAnswersNot('the engine has not answered');
    await this.releases.end(serverId, order, released);
  }
}

/** An engine that somebody has configured by hand may have counters of others. */
function ours({ counters, userIds }: UnusedCounters) {
  return {
    counters: counters.filter((one) => [one.userId, one.deviceId, one.inboundTag].every((id) => isId(id))),
    userIds: userIds.filter((id) => isId(id)),
  };
}
