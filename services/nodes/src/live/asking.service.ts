import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { FanOut } from '@vortex/cache';
import { FAN_OUT, LOG, type Log, newId, withinTime } from '@vortex/kit';
import { setTimeout as sleep } from 'node:timers/promises';
import { OpenAgents } from '../agents/open-agents.service';
import { Answering } from './answering.service';
import type { LiveAnswer, LiveQuestion } from './live-question';
import { decodeTold, encodeTold, type Told } from './told';

const topic = 'nodes:live';
const pauseMs = 1_000;
/** Longer than an agent has. */
const patienceMs = 7_000;
/** Questions of other replicas that are being answered here. */
const mostAnswering = 256;

/** Nobody has answered for the server in time. */
export class NobodyAnswers extends Error {
  override readonly name = 'NobodyAnswers';
}

/** Asks servers, also those whose agents other replicas hold: these hear the question, and answer the one who asked. */
@Injectable()
export class Asking implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly waiting = new Map<string, (told: Extract<Told, { kind: 'answer' }>) => void>();
  private readonly closing = new AbortController();
  private answering = 0;

  constructor(
    private readonly agents: OpenAgents,
    private readonly answers: Answering,
    @Inject(FAN_OUT) private readonly fanOut: FanOut,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    void this.listen();
  }

  onApplicationShutdown(): void {
    this.closing.abort();
  }

  /** Throws `NobodyAnswers`. */
  async ask<Q extends LiveQuestion>(serverId: string, question: Q): Promise<LiveAnswer<Q['kind']>> {
    const agent = this.agents.of(serverId);
    const answer = agent ? this.answers.answer(agent, serverId, question) : this.elsewhere(serverId, question);
    return (await answer.catch((cause: unknown) => {
      this.log.debug({ err: cause, serverId, kind: question.kind }, 'a server has not answered');
      throw new NobodyAnswers(question.kind, { cause });
    })) as LiveAnswer<Q['kind']>;
  }

  private async elsewhere(serverId: string, question: LiveQuestion): Promise<LiveAnswer> {
    const id: string = newId();
    const answered = (signal: AbortSignal) =>
      new Promise<LiveAnswer>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('no replica has answered')), { once: true });
        this.waiting.set(id, ({ answer }) => (answer ? resolve(answer) : reject(new Error('its agent is silent'))));
        this.fanOut.publish(topic, encodeTold({ kind: 'question', id, serverId, question })).catch(reject);
      });
    try {
      return await withinTime(patienceMs, this.closing.signal, answered);
    } finally {
      this.waiting.delete(id);
    }
  }

  private async listen(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        for await (const { message } of this.fanOut.subscribe(topic, { signal })) this.heard(decodeTold(message));
      } catch (err) {
        this.log.debug({ err }, 'questions to agents were missed');
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private heard(told: Told): void {
    if (told.kind === 'answer') return this.waiting.get(told.id)?.(told);
    if (this.waiting.has(told.id) || this.answering >= mostAnswering) return;
    const agent = this.agents.of(told.serverId);
    if (!agent) return;
    this.answering += 1;
    this.answers
      .answer(agent, told.serverId, told.question)
      .catch(() => undefined)
      .then((answer) => this.fanOut.publish(topic, encodeTold({ kind: 'answer', id: told.id, answer })))
      .catch((err: unknown) => this.log.warn({ err }, 'an answer of an agent could not be passed on'))
      .finally(() => (this.answering -= 1));
  }
}
