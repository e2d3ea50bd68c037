import { Duplex } from 'node:stream';
import type { Log } from '@vortex/database';
import { type ChannelModel, connect } from 'amqplib';
import { backoffMs, pause, within } from '../../backoff';

/** For every question to the broker. */
export const callDeadlineMs = 10_000;
const heartbeatSeconds = 10;

export interface RabbitConnectionOptions {
  readonly url: string;
  readonly purpose: string;
  readonly log: Log;
  /**
   * Builds what lives on the connection, each time anew. When it fails the connection is given up and tried again, and
   * so it is when `giveUp` is called later: by something that lived on this very connection and no longer does.
   */
  readonly setUp: (model: ChannelModel, giveUp: () => void) => Promise<void>;
  readonly onLost: () => void;
}

/** Keeps one connection to the broker alive. */
export class RabbitConnection {
  private readonly closing = new AbortController();
  private abandon: (() => void) | undefined;
  private running: Promise<void> | undefined;
  private ready = false;
  private blockedBecause: string | undefined;

  constructor(private readonly options: RabbitConnectionOptions) {}

  get isReady(): boolean {
    return this.ready;
  }

  /** Why the broker takes no messages now: it is short of memory or disk. */
  get blocked(): string | undefined {
    return this.blockedBecause;
  }

  open(): void {
    this.running ??= this.run();
  }

  /** Gives the present connection up, so that a new one is made. Does not wait for the broker to agree. */
  recycle(): void {
    this.abandon?.();
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.abandon?.();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    for (let failures = 0; !signal.aborted;) {
      try {
        await this.live(() => (failures = 0));
      } catch (error) {
        const inMs = backoffMs(++failures, 100, 5_000);
        const { log, purpose } = this.options;
        log.warn({ err: error, purpose, retryInMs: inMs }, 'broker cannot be reached');
        await pause(inMs, signal);
      }
    }
  }

  /** From connecting to the loss of the connection. */
  private async live(onReady: () => void): Promise<void> {
    const { url, purpose, log, setUp, onLost } = this.options;
    const address = new URL(url);
    if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', String(heartbeatSeconds));
    const model = await connect(address.href, {
      noDelay: true,
      timeout: callDeadlineMs,
      clientProperties: { connection_name: `vortex ${purpose} ${process.pid}` },
    });
    let giveUp = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      model.once('close', () => resolve());
      giveUp = () => {
        // A late call must not touch the connection made since.
        if (this.abandon !== giveUp) return;
        this.ready = false;
        onLost();
        resolve();
      };
    });
    this.abandon = giveUp;
    model.on('error', (error) => log.warn({ err: error, purpose }, 'broker connection failed'));
    model.on('blocked', (reason) => (this.blockedBecause = reason));
    model.on('unblocked', () => (this.blockedBecause = undefined));
    try {
      if (this.closing.signal.aborted) return;
      await within(callDeadlineMs, 'setting up at the broker', Promise.race([setUp(model, giveUp), gone(over)]));
      this.ready = true;
      onReady();
      await over;
    } finally {
      this.abandon = undefined;
      this.ready = false;
      this.blockedBecause = undefined;
      onLost();
      await shut(model);
    }
  }
}

async function gone(closed: Promise<void>): Promise<never> {
  await closed;
  throw new Error('the connection was lost while it was being set up');
}

/** A broker that no longer answers does not answer to a goodbye either. */
async function shut(model: ChannelModel): Promise<void> {
  await within(1_000, 'closing', model.close()).catch(() => {
    const stream: unknown = Reflect.get(model.connection, 'stream');
    if (stream instanceof Duplex) stream.destroy(new Error('the broker does not answer'));
  });
}
