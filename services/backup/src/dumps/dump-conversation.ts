import { DumpRequest, type DumpPart, type DumpServiceService } from '@vortex/contracts/system';
import type { RpcClient } from '@vortex/kit';

/** One service's copy of its database, step by step. */
export class DumpConversation {
  private readonly requests: DumpRequest[] = [];
  private wake: (() => void) | undefined;
  private over = false;
  private readonly parts: AsyncIterator<DumpPart>;

  constructor(
    readonly service: string,
    client: RpcClient<typeof DumpServiceService>,
    signal: AbortSignal,
  ) {
    this.parts = client.dump(this.spoken(), { as: 'itself', signal })[Symbol.asyncIterator]();
  }

  /** Answers with the one part that the step is answered by. */
  async ask(request: Partial<DumpRequest>): Promise<DumpPart> {
    this.say(request);
    const step = await this.parts.next();
    if (step.done) throw new Error(`${this.service} ended the conversation at ${request.step}`);
    return step.value;
  }

  /** All that the snapshot shows: pieces of each table, then its number of rows. */
  async *read(): AsyncGenerator<DumpPart> {
    this.say({ step: 'DUMP_STEP_READ' });
    for (;;) {
      const step = await this.parts.next();
      if (step.done) throw new Error(`${this.service} ended the conversation before the end of its rows`);
      if (step.value.table === '') return;
      yield step.value;
    }
  }

  async close(): Promise<void> {
    this.over = true;
    this.wake?.();
    await this.parts.return?.();
  }

  private say(request: Partial<DumpRequest>): void {
    this.requests.push(DumpRequest.fromPartial(request));
    this.wake?.();
  }

  private async *spoken(): AsyncGenerator<DumpRequest> {
    while (!this.over) {
      const next = this.requests.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
