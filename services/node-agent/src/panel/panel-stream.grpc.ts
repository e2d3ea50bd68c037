import { type Client, type ClientDuplexStream, Metadata, type ServiceError } from '@grpc/grpc-js';
import { AgentServiceService, type ConnectRequest, type FromPanel } from '@vortex/contracts/nodes';
import { once } from 'node:events';
import { refusalOf } from '../rpc';

type Outgoing = NonNullable<ConnectRequest['message']>;

/** The agent's end of the stream. */
export class PanelStream {
  private readonly call: ClientDuplexStream<ConnectRequest, FromPanel>;
  private readonly closed = new AbortController();

  constructor(client: Client) {
    const { path, requestSerialize, responseDeserialize } = AgentServiceService.connect;
    this.call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, new Metadata());
    this.call.on('error', () => this.closed.abort()); // told to whoever reads
    this.call.once('close', () => this.closed.abort());
  }

  get signal(): AbortSignal {
    return this.closed.signal;
  }

  async send(message: Outgoing): Promise<void> {
    const { signal } = this;
    signal.throwIfAborted();
    if (!this.call.write({ message })) await once(this.call, 'drain', { signal });
  }

  /** Ends with the stream; throws what the panel ended it with. */
  async *received(): AsyncGenerator<NonNullable<FromPanel['message']>> {
    try {
      for await (const { message } of this.call as AsyncIterable<FromPanel>) if (message) yield message;
    } catch (error) {
      throw refusalOf(error as ServiceError);
    }
  }

  close(): void {
    this.closed.abort();
    this.call.cancel();
  }
}
