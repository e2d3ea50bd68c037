import { Inject, Injectable } from '@nestjs/common';
import type { KilledSessions, LiveSession, LiveSessionList, LogLine } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope, tenantId } from '@vortex/kit';
import { owns } from '../access/visibility';
import type { KnownUser } from '../people/known-user';
import { PeopleRepository } from '../people/people.repository';
import type { ServerId } from '../servers/server';
import { ServerNotFound } from '../servers/server.errors';
import { ServerService } from '../servers/server.service';
import { silentMs } from '../nodes/node.service';
import { Asking, NobodyAnswers } from './asking.service';
import { ServerUnreachable } from './live.errors';
import { LiveRepository } from './live.repository';
import type { LiveAnswers, LiveQuestion } from './live-question';

/** Which sessions of a user are meant; what is empty narrows nothing. */
export interface SessionChoice {
  readonly userId: string;
  readonly serverId: ServerId | '';
  readonly deviceId: string;
  readonly sessionId: string;
}

/** What goes on at servers at this moment, for who may know. */
@Injectable()
export class LiveService {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerService,
    private readonly people: PeopleRepository,
    private readonly live: LiveRepository,
    private readonly asking: Asking,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of somebody who is no user of the caller's tenant there is nothing to see. */
  async sessionsOfUser(scope: Scope, userId: string, limit: number): Promise<LiveSessionList> {
    if (!(await this.userOf(scope, userId))) return { sessions: [], total: 0n, unreachableServerIds: [] };
    const answers = await this.ofServersOf(userId, { kind: 'sessions', userId, limit });
    const sessions = answers.given.flatMap((one) => [...one.sessions]).sort(longestFirst);
    const total = answers.given.reduce((sum, one) => sum + one.total, 0);
    return { sessions: sessions.slice(0, limit), total: BigInt(total), unreachableServerIds: answers.silent };
  }

  async sessionsOnServer(scope: Scope, serverId: ServerId, limit: number): Promise<LiveSessionList> {
    await this.servers.find(scope, serverId);
    const ofTenant = 'tenantId' in scope ? { tenantId: scope.tenantId } : {};
    const answers = await this.answersOf([serverId], { kind: 'sessions', ...ofTenant, limit });
    const [answer] = answers.given;
    return {
      sessions: [...(answer?.sessions ?? [])],
      total: BigInt(answer?.total ?? 0),
      unreachableServerIds: answers.silent,
    };
  }

  /** Throws `ServerNotFound` for a server the caller may not see. */
  async kill(scope: Scope, { userId, serverId, ...choice }: SessionChoice): Promise<KilledSessions> {
    if (serverId) await this.servers.find(scope, serverId);
    const user = await this.userOf(scope, userId);
    const question = { kind: 'kill', userId, ...choice } as const;
    const answers = !user
      ? { given: [], silent: [] }
      : serverId
        ? await this.answersOf([serverId], question)
        : await this.ofServersOf(userId, question);
    const sessions = answers.given.reduce((sum, one) => sum + one.sessions, 0);
    await this.db.run(() => this.record(scope, user, { userId, serverId, ...choice }, sessions));
    return { sessions, unreachableServerIds: answers.silent };
  }

  /** Throws `ServerNotFound` also for one that is only shared with the caller, and `ServerUnreachable`. */
  async logs(scope: Scope, serverId: ServerId, lines: number): Promise<readonly LogLine[]> {
    const server = await this.servers.find(scope, serverId);
    if (!owns(scope, server.tenantId)) throw new ServerNotFound(serverId);
    const [answer] = (await this.answersOf([serverId], { kind: 'logs', lines })).given;
    if (!answer) throw new ServerUnreachable(serverId);
    return answer.lines;
  }

  private async userOf(scope: Scope, userId: string): Promise<KnownUser | undefined> {
    const [user] = await this.people.find([userId]);
    return user && owns(scope, user.tenantId) ? user : undefined;
  }

  private async ofServersOf<Q extends LiveQuestion>(userId: string, question: Q) {
    const servers = await this.live.serversOf(userId, this.heardAfter());
    const answers = await this.answersOf<Q>(
      servers.filter(({ connected }) => connected).map(({ serverId }) => serverId),
      question,
    );
    const away = servers.filter(({ connected }) => !connected).map(({ serverId }) => serverId);
    return { ...answers, silent: [...answers.silent, ...away] };
  }

  private async answersOf<Q extends LiveQuestion>(serverIds: readonly string[], question: Q) {
    const connected = new Set(await this.live.connected(serverIds, this.heardAfter()));
    const silent: string[] = [];
    const given: LiveAnswers[Q['kind']][] = [];
    await Promise.all(
      serverIds.map(async (serverId) => {
        const answer = connected.has(serverId) ? await this.answerOf(serverId, question) : undefined;
        if (answer) given.push(answer);
        else silent.push(serverId);
      }),
    );
    return { given, silent };
  }

  private async answerOf<Q extends LiveQuestion>(serverId: string, question: Q) {
    try {
      return await this.asking.ask(serverId, question);
    } catch (error) {
      if (error instanceof NobodyAnswers) return undefined;
      throw error;
    }
  }

  private heardAfter(): Date {
    return new Date(this.clock.now().getTime() - silentMs);
  }

  private async record(scope: Scope, user: KnownUser | undefined, choice: SessionChoice, sessionsEnded: number) {
    const ofCaller = 'tenantId' in scope ? scope.tenantId : undefined;
    const ofUser = user && tenantId(user.tenantId);
    const { userId, ...narrowed } = choice;
    const said = Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== ''));
    await this.audit.record({
      action: 'nodes.session.end',
      tenantId: ofUser ?? ofCaller,
      subject: { kind: 'user', ids: [userId] },
      after: { sessionsEnded, ...said },
    });
  }
}

function longestFirst({ since: one }: LiveSession, { since: other }: LiveSession): number {
  return (one?.getTime() ?? 0) - (other?.getTime() ?? 0);
}
