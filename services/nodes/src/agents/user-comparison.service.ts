import { Inject, Injectable } from '@nestjs/common';
import type { UserDigests } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import { isId, LOG, type Log } from '@vortex/kit';
import { differing, driftBetween } from '../desired/user-digest';
import { UserDigestRepository } from '../desired/user-digest.repository';
import { type Line, LineRepository } from '../people/line.repository';
import type { AgentQuestions } from './agent-questions';

const patienceMs = 30_000;
/** Of one question: the answer names each of their users, and is one message. */
const bucketsOfQuestion = 32;
/** What one change tells well; more is found at the next comparison. */
const mostUsers = 20_000;

/** Whether a node has the users it was told of, and nobody else: compared by what they come to, not one by one. */
@Injectable()
export class UserComparison {
  constructor(
    private readonly db: Database,
    private readonly digests: UserDigestRepository,
    private readonly line: LineRepository,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Has the node told anew of users that are not as they should be; answers with how many. Nothing is concluded from the
   * answer of an engine that stands elsewhere.
   */
  async mend(serverId: string, stands: Line, agent: AgentQuestions): Promise<number> {
    if (!agent.knows('user_digests') || !agent.knows('engine.user_digests')) return 0;
    const all = await this.ask(agent, stands, []);
    if (!all) return 0;
    const buckets = differing(all.buckets, await this.digests.buckets(serverId));
    if (buckets.length === 0) return 0;
    const has = await this.within(agent, stands, buckets);
    if (!has) return 0;
    const { wrong, surplus } = driftBetween(await this.digests.within(serverId, buckets), has);
    const users = [...wrong, ...surplus].filter((id) => isId(id)).slice(0, mostUsers);
    if (users.length === 0) return 0;
    this.log.warn(
      { serverId, wrong: wrong.length, surplus: surplus.length },
      'a node has not the users it was told of',
    );
    await this.db.run(async () => {
      await this.line.lock();
      await this.digests.tellAgain(serverId, users, await this.line.advance());
    });
    return users.length;
  }

  /** Whom the engine has in some buckets; undefined where it has moved on meanwhile. */
  private async within(agent: AgentQuestions, stands: Line, buckets: readonly number[]) {
    const has = new Map<string, bigint>();
    for (let start = 0; start < buckets.length; start += bucketsOfQuestion) {
      const found = await this.ask(agent, stands, buckets.slice(start, start + bucketsOfQuestion));
      if (!found) return undefined;
      for (const { details } of found.buckets) for (const { userId, digest } of details) has.set(userId, digest);
    }
    return has;
  }

  private async ask(agent: AgentQuestions, stands: Line, buckets: number[]): Promise<UserDigests | undefined> {
    const answer = await agent.ask({ $case: 'digestUsers', value: { request: { buckets } } }, patienceMs);
    const digests = answer.$case === 'digests' ? answer.value.digests : undefined;
    const { generation, revision } = digests ?? {};
    return generation === stands.generation && revision === stands.revision ? digests : undefined;
  }
}
