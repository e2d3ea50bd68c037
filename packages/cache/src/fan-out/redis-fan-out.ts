import type { RedisConnection } from '../redis/redis-connection';
import { assertPublishable, FAN_OUT_RETENTION, type FanOut, type FanOutMessage } from './fan-out';
import { CursorTooOld } from './fan-out.errors';
import { LAST, PUBLISH } from './fan-out.script';
import { endOfAll, follow, subscription, type TopicLog } from './follow';
import { parseCursor, type Position } from './position';
import { RedisTopic } from './redis-topic';

const HEARTBEAT_MS = 5_000;
const KEEP_ALIVE_MS = FAN_OUT_RETENTION.idleMs / 4;

/**
 * Fan-out over Redis. A topic is a stream, which remembers, and a channel of the same name, which pushes: one connection
 * of this process subscribes to all channels, at a cost that does not grow with the number of topics as a blocking read
 * of all their streams would. Whatever a channel loses, the gap in the sequence shows, and the stream fills.
 */
export class RedisFanOut implements FanOut {
  private readonly topics = new Map<string, RedisTopic>();
  private readonly closing = endOfAll();
  private readonly timers: readonly NodeJS.Timeout[];

  constructor(
    private readonly commands: RedisConnection,
    private readonly pushes: RedisConnection,
  ) {
    pushes.client.on('message', (key: string, payload: string) => this.receive(key, payload));
    pushes.client.on('close', () => this.forEachTopic((topic) => topic.forgetTail()));
    pushes.client.on('ready', () => void this.resubscribe());
    commands.client.on('ready', () => this.forEachTopic((topic) => topic.bell.ring()));
    this.timers = [
      setInterval(() => void this.beat(), HEARTBEAT_MS).unref(),
      setInterval(() => void this.keepAlive(), KEEP_ALIVE_MS).unref(),
    ];
  }

  async publish(name: string, message: string): Promise<string> {
    assertPublishable(message);
    const { messages, idleMs } = FAN_OUT_RETENTION;
    return this.commands.evaluate<string>(PUBLISH, [this.key(name)], [message, messages, idleMs]);
  }

  subscribe(
    name: string,
    { after, signal }: { readonly after?: string; readonly signal: AbortSignal },
  ): AsyncIterableIterator<FanOutMessage> {
    const start = this.startOf(name, after);
    // Whoever iterates is told; nobody else needs to know.
    start.catch(() => undefined);
    return subscription((ended) => follow(() => this.open(name, start), ended), [signal, this.closing.signal]);
  }

  close(): void {
    this.closing.abort();
    for (const timer of this.timers) clearInterval(timer);
  }

  private async startOf(name: string, after: string | undefined): Promise<Position> {
    const cursor = after ?? (await this.commands.evaluate<string>(LAST, [this.key(name)], [FAN_OUT_RETENTION.idleMs]));
    const position = parseCursor(cursor);
    if (!position) throw new CursorTooOld(name, cursor);
    return position;
  }

  private async open(name: string, start: Promise<Position>): Promise<{ log: TopicLog; start: Position }> {
    const topic = this.hold(name);
    const release = () => this.letGo(topic);
    try {
      await this.pushes.run((client) => client.subscribe(topic.key));
      return { log: { bell: topic.bell, read: (after) => topic.read(after), release }, start: await start };
    } catch (error) {
      release();
      throw error;
    }
  }

  private hold(name: string): RedisTopic {
    const key = this.key(name);
    const topic = this.topics.get(key) ?? new RedisTopic(name, key, this.commands);
    this.topics.set(key, topic);
    topic.followers += 1;
    return topic;
  }

  private letGo(topic: RedisTopic): void {
    topic.followers -= 1;
    if (topic.followers > 0) return;
    this.topics.delete(topic.key);
    this.pushes.client.unsubscribe(topic.key).catch(() => undefined);
  }

  private receive(key: string, payload: string): void {
    const space = payload.indexOf(' ');
    this.topics.get(key)?.push(payload.slice(0, space), payload.slice(space + 1));
  }

  private async resubscribe(): Promise<void> {
    const keys = [...this.topics.keys()];
    if (keys.length === 0) return;
    try {
      await this.pushes.client.subscribe(...keys);
    } catch {
      // Without its subscriptions the connection is of no use: begin again.
      this.pushes.reconnect();
      return;
    }
    this.forEachTopic((topic) => topic.bell.ring());
  }

  /** Makes a connection whose other end vanished notice, and looks again where the last look failed. */
  private async beat(): Promise<void> {
    await this.pushes.run((client) => client.ping()).catch(() => undefined);
    this.forEachTopic((topic) => {
      if (topic.isUncertain) topic.bell.ring();
    });
  }

  private async keepAlive(): Promise<void> {
    const pipeline = this.commands.client.pipeline();
    this.forEachTopic((topic) => pipeline.pexpire(topic.key, FAN_OUT_RETENTION.idleMs));
    await pipeline.exec().catch(() => undefined);
  }

  private forEachTopic(act: (topic: RedisTopic) => void): void {
    for (const topic of this.topics.values()) act(topic);
  }

  private key(name: string): string {
    return this.commands.key('topic', name);
  }
}
