import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from './log';

const deadlineMs = 5_000;
/** A connection that died without a word is noticed so. */
const heartbeatMs = 5_000;
const firstPauseMs = 100;
const longestPauseMs = 5_000;

export interface NotificationOptions {
  readonly url: string;
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  /** From now on nothing is missed. What was told before may have been. */
  readonly onUp: () => void;
  /** From now on, or since a few seconds ago, something may be missed. */
  readonly onDown: () => void;
  readonly log: Log;
}

/** Hears what the database tells on one channel (NOTIFY), over a connection of its own that comes back by itself. */
export class NotificationListener {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: NotificationOptions) {}

  start(): void {
    this.running = this.run(this.ending.signal);
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await this.listen(signal, () => (pauseMs = firstPauseMs));
      } catch (err) {
        if (!signal.aborted) this.options.log.warn({ err }, 'the database cannot tell what changes');
      }
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Until the connection is lost, or the listener is closed. */
  private async listen(signal: AbortSignal, isUp: () => void): Promise<void> {
    const { url: connectionString, channel, onMessage, onUp, onDown } = this.options;
    const client = new pg.Client({
      connectionString,
      application_name: 'vortex-listener',
      connectionTimeoutMillis: deadlineMs,
      query_timeout: deadlineMs,
      keepAlive: true,
    });
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    client.on('notification', ({ payload }) => onMessage(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      onUp();
      isUp();
      const over = AbortSignal.any([signal, lost.signal]);
      while (!over.aborted) {
        await sleep(heartbeatMs, undefined, { signal: over, ref: false }).catch(() => undefined);
        if (!over.aborted) await client.query('SELECT 1');
      }
    } finally {
      onDown();
      await client.end().catch(() => undefined);
    }
  }
}
