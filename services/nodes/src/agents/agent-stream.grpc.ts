import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { ConnectRequest, FromPanel } from '@vortex/contracts/nodes';
import { once } from 'node:events';

type Message = NonNullable<FromPanel['message']>;

/** The panel's end of an agent's stream. What waits to be sent is bounded: senders wait for the agent to take it. */
export class AgentStream {
  private readonly closed = new AbortController();

  constructor(private readonly call: ServerDuplexStream<ConnectRequest, FromPanel>) {
    for (const event of ['close', 'error', 'cancelled']) call.once(event, () => this.closed.abort());
  }

  /** Aborted when the agent is gone, or was sent away. */
  get signal(): AbortSignal {
    return this.closed.signal;
  }

  async send(message: Message): Promise<void> {
    const { signal } = this;
    signal.throwIfAborted();
    if (!this.call.write({ message })) await once(this.call, 'drain', { signal });
  }

  async *received(): AsyncGenerator<NonNullable<ConnectRequest['message']>> {
    for await (const { message } of this.call.iterator({ destroyOnReturn: false }) as AsyncIterable<ConnectRequest>) {
      if (message) yield message; // of a kind only a newer agent knows otherwise
    }
  }

  end(): void {
    this.closed.abort();
    this.call.end();
  }

  fail(status: { readonly code: number; readonly details: string }): void {
    this.closed.abort();
    this.call.emit('error', status);
  }
}
