import { Bell } from './bell';
import { CursorTooOld } from './fan-out.errors';
import { toCursor, type Position, type PositionedMessage } from './position';

const PAGE = 100;

/** What a message costs besides its text, in characters: its objects, its cursor, its share of the topic. */
const MESSAGE_OVERHEAD = 200;

/** The last messages of one topic, in this process. */
export class MemoryTopic {
  readonly bell = new Bell();
  followers = 0;
  /** What the messages held cost, in characters. */
  size = 0;
  private messages: PositionedMessage[] = [];
  private lastSequence = 0;

  constructor(
    private readonly name: string,
    private readonly epoch: number,
  ) {}

  get last(): Position {
    return { epoch: this.epoch, sequence: this.lastSequence };
  }

  get length(): number {
    return this.messages.length;
  }

  append(message: string): string {
    this.lastSequence += 1;
    const position = this.last;
    const cursor = toCursor(position);
    this.messages.push({ cursor, message, position });
    this.size += message.length + MESSAGE_OVERHEAD;
    return cursor;
  }

  dropOldest(): void {
    const dropped = this.messages.shift();
    if (dropped) this.size -= dropped.message.length + MESSAGE_OVERHEAD;
  }

  async read(after: Position): Promise<readonly PositionedMessage[]> {
    const dropped = this.lastSequence - this.messages.length;
    const isHeld = after.epoch === this.epoch && after.sequence >= dropped && after.sequence <= this.lastSequence;
    if (!isHeld) throw new CursorTooOld(this.name, toCursor(after));
    return this.messages.slice(after.sequence - dropped, after.sequence - dropped + PAGE);
  }
}
