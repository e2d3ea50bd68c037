import { Client, connectivityState } from '@grpc/grpc-js';
import type { Target } from './transport';

/** Failures in a row from which on a peer counts as gone, though its connection stands. */
const failuresUntilOpen = 5;

export type PeerHealth = 'ok' | 'unreachable' | 'failing';

/** The channel to another service, opened at the first call, and how it has fared. */
export class Peer {
  private channel: Client | undefined;
  private failuresInRow = 0;

  constructor(
    readonly service: string,
    private readonly target: () => Target,
  ) {}

  get client(): Client {
    if (!this.channel) {
      const { uri, credentials, options } = this.target();
      this.channel = new Client(uri, credentials, options);
    }
    return this.channel;
  }

  /** Told of every outcome: whether the peer answered at all, be it with a refusal. */
  record(answered: boolean): void {
    this.failuresInRow = answered ? 0 : this.failuresInRow + 1;
  }

  /** Whether the peer can be talked to now. Waits up to `timeoutMs` for a connection. */
  async health(timeoutMs = 500): Promise<PeerHealth> {
    if (!(await this.connected(timeoutMs))) return 'unreachable';
    return this.failuresInRow >= failuresUntilOpen ? 'failing' : 'ok';
  }

  close(): void {
    this.channel?.close();
    this.channel = undefined;
  }

  private connected(timeoutMs: number): Promise<boolean> {
    const { client } = this;
    if (client.getChannel().getConnectivityState(true) === connectivityState.READY) return Promise.resolve(true);
    return new Promise((resolve) => client.waitForReady(Date.now() + timeoutMs, (error) => resolve(!error)));
  }
}
