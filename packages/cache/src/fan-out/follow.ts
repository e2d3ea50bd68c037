import { setMaxListeners } from 'node:events';
import type { Bell } from './bell';
import type { FanOutMessage } from './fan-out';
import type { Position, PositionedMessage } from './position';

/** A topic as one who follows it sees it. */
export interface TopicLog {
  /** Rings when there may be more to read. */
  readonly bell: Bell;
  /** Some of the messages right after the position, oldest first; none when there are none yet. May throw CursorTooOld. */
  read(after: Position): Promise<readonly PositionedMessage[]>;
  /** Nobody follows through this object any more. */
  release(): void;
}

/** The messages after a position, for ever. Whoever follows keeps its own place, so being slow costs nobody memory. */
export async function* follow(
  open: () => Promise<{ readonly log: TopicLog; readonly start: Position }>,
  signal: AbortSignal,
): AsyncGenerator<FanOutMessage, undefined> {
  if (signal.aborted) return;
  const { log, start } = await open();
  try {
    for (let position = start; !signal.aborted;) {
      const rings = log.bell.count;
      const messages = await log.read(position);
      for (const { cursor, message, position: next } of messages) {
        if (signal.aborted) return;
        yield { cursor, message };
        position = next;
      }
      if (messages.length === 0) await log.bell.rungSince(rings, signal);
    }
  } finally {
    log.release();
  }
}

/** Ends all who follow. Each listens to it, so any number of listeners is no leak. */
export function endOfAll(): AbortController {
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  return end;
}

/**
 * An iterator over `generate` that ends with any of the signals, and whose `return` works at once: a plain generator's
 * would wait for the next message first, which may never come.
 */
export function subscription(
  generate: (signal: AbortSignal) => AsyncGenerator<FanOutMessage, undefined>,
  signals: readonly AbortSignal[],
): AsyncIterableIterator<FanOutMessage> {
  const ending = new AbortController();
  const end = () => {
    ending.abort();
    for (const signal of signals) signal.removeEventListener('abort', end);
  };
  for (const signal of signals) signal.addEventListener('abort', end, { once: true });
  if (signals.some((signal) => signal.aborted)) end();
  const messages = generate(ending.signal);
  const iterator: AsyncIterableIterator<FanOutMessage> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      try {
        const result = await messages.next();
        if (result.done) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      end();
      await messages.return(undefined);
      return { done: true, value: undefined };
    },
  };
  return iterator;
}
