import { type Client, type ClientDuplexStream, Metadata, type ServiceError } from '@grpc/grpc-js';
import { AgentServiceService, type ConnectRequest, type FromPanel, type UsersPart } from '@vortex/contracts/nodes';
import { ApplyUsersRequest } from '@vortex/contracts/tunnel';
import { once } from 'node:events';
import { refusalOf } from '../rpc';
import { type PassedUsers, passedUsers } from './passed-users';

type Outgoing = NonNullable<ConnectRequest['message']>;
type Message = NonNullable<FromPanel['message']>;

/** What the panel says: users as it sent them, everything else read. */
export type Incoming = Exclude<Message, { $case: 'users' }> | { readonly $case: 'users'; readonly value: PassedUsers };

/** The agent's end of the stream. */
export class PanelStream {
  private readonly call: ClientDuplexStream<ConnectRequest, { readonly message: Incoming | undefined }>;
  private readonly closed = new AbortController();

  constructor(client: Client) {
    const { path, requestSerialize } = AgentServiceService.connect;
    this.call = client.makeBidiStreamRequest(path, requestSerialize, incoming, new Metadata());
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
  async *received(): AsyncGenerator<Incoming> {
    try {
      for await (const { message } of this.call as AsyncIterable<{ message: Incoming | undefined }>)
        if (message) yield message;
    } catch (error) {
      throw refusalOf(error as ServiceError);
    }
  }

  /** What was sent still comes to the panel, which then ends the stream. */
  finish(): void {
    this.call.end();
  }

  close(): void {
    this.closed.abort();
    this.call.cancel();
  }
}

function incoming(bytes: Buffer): { readonly message: Incoming | undefined } {
  const users = passedUsers(bytes);
  if (users) return { message: { $case: 'users', value: users } };
  const { message } = AgentServiceService.connect.responseDeserialize(bytes);
  return { message: message?.$case === 'users' ? { $case: 'users', value: encoded(message.value) } : message };
}

/** Of a panel that writes it in another way. */
function encoded({ change, isLast }: UsersPart): PassedUsers {
  return { change: change && ApplyUsersRequest.encode(change).finish(), isLast };
}
