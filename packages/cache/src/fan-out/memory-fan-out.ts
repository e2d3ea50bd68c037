import type { Clock } from '../clock';
import { assertPublishable, FAN_OUT_RETENTION, type FanOut, type FanOutMessage } from './fan-out';
import { CursorTooOld } from './fan-out.errors';
import { endOfAll, follow, subscription, type TopicLog } from './follow';
import { MemoryTopic } from './memory-topic';
import { parseCursor, type Position } from './position';

/** Fan-out among the services of one process, holding at most so many characters over all topics. */
export class MemoryFanOut implements FanOut {
  /** The topic published to least recently comes first. */
  private readonly topics = new Map<string, MemoryTopic>();
  private readonly closing = endOfAll();
  private lastEpoch = 0;
  private size = 0;

  constructor(
    private readonly clock: Clock,
    private readonly maxCharacters: number,
  ) {}

  async publish(name: string, message: string): Promise<string> {
    assertPublishable(message);
    const topic = this.topic(name);
    this.topics.delete(name);
    this.topics.set(name, topic);
    const before = topic.size;
    const cursor = topic.append(message);
    this.size += topic.size - before;
    if (topic.length > FAN_OUT_RETENTION.messages) this.dropOldest(topic);
    this.makeRoom(topic);
    topic.bell.ring();
    return cursor;
  }

  subscribe(
    name: string,
    { after, signal }: { readonly after?: string; readonly signal: AbortSignal },
  ): AsyncIterableIterator<FanOutMessage> {
    const start = after === undefined ? this.topic(name).last : parseCursor(after);
    return subscription(
      (ended) => follow(async () => this.open(name, start, after), ended),
      [signal, this.closing.signal],
    );
  }

  close(): void {
    this.closing.abort();
    this.topics.clear();
    this.size = 0;
  }

  private open(name: string, start: Position | undefined, after = ''): { log: TopicLog; start: Position } {
    if (start === undefined) throw new CursorTooOld(name, after);
    const topic = this.topic(name);
    topic.followers += 1;
    const release = () => {
      topic.followers -= 1;
      const isIdle = topic.followers === 0 && topic.length === 0;
      if (isIdle && this.topics.get(name) === topic) this.topics.delete(name);
    };
    return { log: { bell: topic.bell, read: (position) => topic.read(position), release }, start };
  }

  private topic(name: string): MemoryTopic {
    const known = this.topics.get(name);
    if (known) return known;
    // Two lives of a topic never share an epoch, however fast they follow one another.
    this.lastEpoch = Math.max(this.lastEpoch + 1, this.clock.now().getTime());
    const topic = new MemoryTopic(name, this.lastEpoch);
    this.topics.set(name, topic);
    return topic;
  }

  private dropOldest(topic: MemoryTopic): void {
    const before = topic.size;
    topic.dropOldest();
    this.size -= before - topic.size;
  }

  /** Drops the oldest messages of the topics published to least recently; the newest message of all stays. */
  private makeRoom(newest: MemoryTopic): void {
    for (const [name, topic] of this.topics) {
      if (this.size <= this.maxCharacters) return;
      const kept = topic === newest ? 1 : 0;
      while (this.size > this.maxCharacters && topic.length > kept) this.dropOldest(topic);
      if (topic.length === 0 && topic.followers === 0) this.topics.delete(name);
    }
  }
}
