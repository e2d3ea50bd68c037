import { once } from 'node:events';
import { Redis, type RedisOptions } from 'ioredis';
import { silentLog, type Log } from '../log';
import { RedisUnavailable } from './redis.errors';

const CONNECT_TIMEOUT_MS = 5_000;
const COMMAND_TIMEOUT_MS = 2_000;
const DISCONNECT_TIMEOUT_MS = 250;
const RETRY_MAX_MS = 1_000;

export interface RedisConnectionOptions {
  readonly url: string;
  /** Begins the name of every key and channel. */
  readonly prefix: string;
  readonly log?: Log;
}

/** One connection that comes back by itself. While it is away every command fails at once instead of waiting in a queue. */
export class RedisConnection {
  readonly client: Redis;
  /** Host and port, without the password the URL may hold. */
  readonly address: string;
  private readonly prefix: string;
  private readonly log: Log;
  private isAway = false;

  constructor(options: RedisConnectionOptions, purpose: string) {
    this.address = new URL(options.url).host;
    this.prefix = options.prefix;
    this.log = options.log ?? silentLog;
    this.client = new Redis(options.url, connectionOptions(`${options.prefix}-${purpose}`));
    this.client.on('error', (error) => this.reportAway(error));
    this.client.on('close', () => this.reportAway(undefined));
    this.client.on('ready', () => this.reportBack());
  }

  /** Rejects with RedisUnavailable unless Redis answers within a few seconds. */
  async connect(): Promise<void> {
    try {
      await this.client.connect();
    } catch (error) {
      this.client.disconnect();
      throw new RedisUnavailable(this.address, { cause: error });
    }
  }

  /** Every failure of Redis, whatever ioredis calls it, is a RedisUnavailable. */
  async run<T>(command: (client: Redis) => Promise<T>): Promise<T> {
    try {
      return await command(this.client);
    } catch (error) {
      if (isTimeout(error)) this.reconnect();
      throw new RedisUnavailable(this.address, { cause: error });
    }
  }

  /** Begins anew with a connection whose other end may have vanished without a word. */
  reconnect(): void {
    if (this.client.status === 'ready') this.client.disconnect(true);
  }

  /**
   * Runs a Lua script. EVAL rather than EVALSHA: a script unknown after a restart of Redis would be sent again behind
   * commands that were issued after it.
   */
  async evaluate<T>(script: string, keys: readonly string[], values: readonly (string | number)[]): Promise<T> {
    return this.run(async (client) => (await client.eval(script, keys.length, ...keys, ...values)) as T);
  }

  key(kind: string, name: string): string {
    return `${this.prefix}:${kind}:${name}`;
  }

  async close(): Promise<void> {
    // ioredis says `end` only when there was a connection to end, so the socket is what to wait for.
    const { stream } = this.client;
    this.client.disconnect();
    if (stream && !stream.destroyed) await once(stream, 'close');
  }

  private reportAway(error: Error | undefined): void {
    if (this.isAway || this.client.status === 'end') return;
    this.isAway = true;
    this.log.warn({ address: this.address, error: error?.message }, 'redis is away');
  }

  private reportBack(): void {
    if (!this.isAway) return;
    this.isAway = false;
    this.log.info({ address: this.address }, 'redis is back');
  }
}

/** ioredis gives it no class. Its own `socketTimeout` would do, but that timer outlives the socket and ends the next one. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Command timed out';
}

function connectionOptions(connectionName: string): RedisOptions {
  return {
    connectionName,
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    // How long a goodbye may take; ioredis keeps its timer, and so the process, even when the socket is long closed.
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    enableOfflineQueue: false,
    // A command whose connection broke may have run: running it again would count or publish twice.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // ioredis would subscribe anew with a promise nobody handles; the fan-out does it itself.
    autoResubscribe: false,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), RETRY_MAX_MS),
  };
}
