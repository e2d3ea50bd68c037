import type { ConnectRequest, FromPanel } from '@vortex/contracts/nodes';
import { newId, withinTime } from '@vortex/kit';
import type { AgentStream } from './agent-stream.grpc';

type Message<M extends { readonly message?: { $case: string; value: unknown } | undefined }> = NonNullable<
  M['message']
>;

/** What is asked of an agent, without the id that its answer comes back under. */
export type Question = {
  [K in Message<FromPanel>['$case']]: Extract<Message<FromPanel>, { $case: K }> extends {
    value: infer V extends { id: string };
  }
    ? { readonly $case: K; readonly value: Omit<V, 'id'> }
    : never;
}[Message<FromPanel>['$case']];

type Answered<M> = M extends { $case: infer K; value: { id: string } } ? { $case: K; value: M['value'] } : never;

/** What an agent answers, under the id it was asked. */
export type Answer = Answered<Message<ConnectRequest>>;

/** Who asks more at once than this waits for nothing: the agent answers one after the other. */
const mostWaiting = 64;

export class AgentAnswersNot extends Error {
  override readonly name = 'AgentAnswersNot';
}

/** Questions to one agent that wait for its answers, each for so long. */
export class AgentQuestions {
  private readonly waiting = new Map<string, (answer: Answer) => void>();

  constructor(
    private readonly stream: AgentStream,
    private readonly capabilities: readonly string[],
  ) {}

  knows(capability: string): boolean {
    return this.capabilities.includes(capability);
  }

  /** Throws `AgentAnswersNot` when the agent is gone, takes too long, or has too much to answer already. */
  async ask(question: Question, timeoutMs: number): Promise<Answer> {
    if (this.waiting.size >= mostWaiting) throw new AgentAnswersNot('too many questions at once');
    const id: string = newId();
    const answered = (ended: AbortSignal) =>
      new Promise<Answer>((resolve, reject) => {
        this.waiting.set(id, resolve);
        const give = (): void => reject(new AgentAnswersNot('the agent has not answered'));
        if (ended.aborted) return give();
        ended.addEventListener('abort', give, { once: true });
        const message = { ...question, value: { ...question.value, id } } as Message<FromPanel>;
        this.stream.send(message).catch(give);
      });
    try {
      return await withinTime(timeoutMs, this.stream.signal, answered);
    } finally {
      this.waiting.delete(id);
    }
  }

  heard(answer: Answer): void {
    this.waiting.get(answer.value.id)?.(answer);
  }
}
