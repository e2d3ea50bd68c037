import { Injectable } from '@nestjs/common';
import { LiveSession } from '@vortex/contracts/nodes';
import type { TunnelSession } from '@vortex/contracts/tunnel';
import { isId, Keyring } from '@vortex/kit';
import { AgentAnswersNot, type AgentQuestions, type Answer, type Question } from '../agents/agent-questions';
import { PeopleRepository } from '../people/people.repository';
import type { LiveAnswer, LiveQuestion, SessionsFound } from './live-question';
import { openRequest } from './sealed-request';

/** An agent has this long. Whoever waits for its answer elsewhere waits longer. */
const agentMs = 5_000;
/** Without these, an order to end one session is taken for one to end all. */
const knowsSessions = ['session_ids', 'engine.session_ids'] as const;
/** What one message of an agent holds well. Beyond it a server's list is of those that are open longest. */
const mostSessions = 10_000;

/** Puts questions to agents that this replica holds, in their own words, and answers with what is the asker's to see. */
@Injectable()
export class Answering {
  constructor(
    private readonly people: PeopleRepository,
    private readonly keyring: Keyring,
  ) {}

  /** Throws `AgentAnswersNot`. */
  async answer(agent: AgentQuestions, serverId: string, question: LiveQuestion): Promise<LiveAnswer> {
    switch (question.kind) {
      case 'sessions':
        return this.sessions(agent, serverId, question);
      case 'kill': {
        const { userId, deviceId, sessionId } = question;
        if (sessionId && !knowsSessions.every((each) => agent.knows(each)))
          throw new AgentAnswersNot('it would end all sessions of the user');
        const request = { userId, deviceId, inboundTag: '', sessionId: BigInt(sessionId || 0) };
        const { killed } = await asked(agent, { $case: 'kill', value: { request } }, 'killed');
        if (!killed) throw new AgentAnswersNot('the engine has not answered');
        return { sessions: killed.sessions };
      }
      case 'logs': {
        if (!agent.knows('logs')) return { lines: [] };
        const { lines } = await asked(agent, { $case: 'tailLogs', value: { lines: question.lines } }, 'logs');
        return { lines };
      }
      case 'validate': {
        if (!agent.knows('validate')) throw new AgentAnswersNot('it does not know how to ask its engine');
        const request = openRequest(this.keyring, question.sealed);
        const { validation, engineVersion } = await asked(
          agent,
          { $case: 'validate', value: { request } },
          'validated',
        );
        if (!validation) throw new AgentAnswersNot('the engine has not answered');
        return { engine: engineVersion, problems: validation.problems };
      }
    }
  }

  private async sessions(
    agent: AgentQuestions,
    serverId: string,
    { userId = '', tenantId, limit }: Extract<LiveQuestion, { kind: 'sessions' }>,
  ): Promise<SessionsFound> {
    const request = { userId, limit: userId || tenantId === undefined ? limit : mostSessions };
    const { sessions } = await asked(agent, { $case: 'listSessions', value: { request } }, 'sessions');
    if (!sessions) throw new AgentAnswersNot('the engine has not answered');
    if (tenantId === undefined) return found(serverId, sessions.sessions, Number(sessions.total), limit);
    const users = [...new Set(sessions.sessions.map((one) => one.userId))].filter((id) => isId(id));
    const tenants = new Map((await this.people.find(users)).map((user) => [user.id, user.tenantId]));
    const theirs = sessions.sessions.filter((one) => tenants.get(one.userId) === tenantId);
    return found(serverId, theirs, userId ? Number(sessions.total) : theirs.length, limit);
  }
}

/** What is answered, by its kind. */
type Answers = { [A in Answer as A['$case']]: A['value'] };

async function asked<K extends keyof Answers>(agent: AgentQuestions, question: Question, kind: K): Promise<Answers[K]> {
  const answer = await agent.ask(question, agentMs);
  if (answer.$case !== kind) throw new AgentAnswersNot(`the agent has answered ${answer.$case}`);
  return answer.value as Answers[K];
}

function found(serverId: string, sessions: readonly TunnelSession[], total: number, limit: number): SessionsFound {
  return {
    total,
    sessions: sessions.slice(0, limit).map(({ id, inboundTag, ...session }) =>
      // A tag is the id of an inbound of ours.
      LiveSession.fromPartial({ ...session, id: String(id), serverId, inboundId: inboundTag }),
    ),
  };
}
