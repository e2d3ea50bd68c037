import { RedisUnavailable } from '../redis/redis.errors';
import type { RedisConnection } from '../redis/redis-connection';
import { Bell } from './bell';
import { CursorTooOld } from './fan-out.errors';
import { isNext, parseCursor, toCursor, type Position, type PositionedMessage } from './position';

const PAGE = 100;
const TAIL_MESSAGES = 100;
const TAIL_CHARACTERS = 262_144;

type StreamEntry = readonly [id: string, fields: readonly string[]];

/**
 * A topic in Redis as this process follows it: the stream, and in front of it the last few messages that were pushed,
 * so that a thousand subscribers cost no more reads than one.
 */
export class RedisTopic {
  readonly bell = new Bell();
  followers = 0;
  /** The last look into Redis failed, so there may be something to read although nothing was pushed. */
  isUncertain = false;
  /** Without a gap, up to the last message pushed. */
  private tail: PositionedMessage[] = [];
  private tailCharacters = 0;

  constructor(
    private readonly name: string,
    readonly key: string,
    private readonly redis: RedisConnection,
  ) {}

  /** Takes a message that was pushed. */
  push(cursor: string, message: string): void {
    const position = parseCursor(cursor);
    if (!position) return;
    const last = this.tail.at(-1);
    if (last && !isNext(last.position, position)) this.forgetTail();
    this.tail.push({ cursor, message, position });
    this.tailCharacters += message.length;
    while (this.tail.length > TAIL_MESSAGES || (this.tailCharacters > TAIL_CHARACTERS && this.tail.length > 1)) {
      this.tailCharacters -= this.tail.shift()?.message.length ?? 0;
    }
    this.bell.ring();
  }

  /** Pushed messages may have been lost: the next look goes to Redis. */
  forgetTail(): void {
    this.tail = [];
    this.tailCharacters = 0;
  }

  async read(after: Position): Promise<readonly PositionedMessage[]> {
    return this.fromTail(after) ?? (await this.fromRedis(after));
  }

  /** Undefined when the tail cannot tell. */
  private fromTail(after: Position): readonly PositionedMessage[] | undefined {
    const [first] = this.tail;
    if (!first || first.position.epoch !== after.epoch) return undefined;
    const offset = after.sequence + 1 - first.position.sequence;
    return offset >= 0 && offset <= this.tail.length ? this.tail.slice(offset) : undefined;
  }

  /** Reads from the message the cursor names, inclusive: finding that one is the proof that none after it was trimmed. */
  private async fromRedis(after: Position): Promise<readonly PositionedMessage[]> {
    const cursor = toCursor(after);
    let entries: readonly StreamEntry[];
    try {
      entries = await this.redis.run((client) => client.xrange(this.key, cursor, '+', 'COUNT', PAGE + 1));
      this.isUncertain = false;
    } catch (error) {
      if (!(error instanceof RedisUnavailable)) throw error;
      // A live subscription outlasts an outage; what it missed is found, or proven gone, afterwards.
      this.isUncertain = true;
      return [];
    }
    const [found, ...rest] = entries;
    if (found?.[0] !== cursor) throw new CursorTooOld(this.name, cursor);
    return rest.map((entry) => this.toMessage(entry));
  }

  private toMessage([cursor, fields]: StreamEntry): PositionedMessage {
    const position = parseCursor(cursor);
    if (!position) throw new Error(`${this.key} holds ${cursor}, which no fan-out wrote`);
    return { cursor, message: fields[1] ?? '', position };
  }
}
