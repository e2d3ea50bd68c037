import { Inject, Injectable } from '@nestjs/common';
import { CursorTooOld, type FanOut, type FanOutMessage } from '@vortex/cache';
import { Database } from '@vortex/database';
import { currentCall, FAN_OUT, LOG, type Log } from '@vortex/kit';
import { encodeState, type Live, type LiveTopic } from './live-topic';

export interface FollowOptions<T> {
  /** Of the last state the client has seen. */
  readonly after?: string | null | undefined;
  /** How things stand now, for who comes anew, or too late for what its cursor names. Undefined is nothing to tell. */
  readonly now: () => Promise<T | undefined>;
  /** Which of the topic's states are meant. Default: all. */
  readonly where?: (value: T) => boolean;
}

/** The cursor of a state that was read, not told: nothing has been told yet, so there is nothing to go on from. */
const unplaced = '';

/**
 * Lets people watch what changes, at any replica: over Redis, or within the process where there is none.
 *
 *   const serverStatus: LiveTopic<Status> = { name: 'core:server-status', schema };
 *   this.live.tell(serverStatus, status.serverId, status);                                    // in the use case
 *   for await (const { cursor, value } of this.live.follow(serverStatus, id, { after, now })) // in the resolver
 */
@Injectable()
export class LiveFeed {
  constructor(
    @Inject(FAN_OUT) private readonly fanOut: FanOut,
    private readonly db: Database,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Tells those who watch, behind the commit of the transaction at hand. That nobody could be told harms no use case. */
  tell<T>(topic: LiveTopic<T>, key: string, state: T): void {
    this.db.afterCommit(() => {
      this.fanOut
        .publish(nameOf(topic, key), encodeState(state))
        .catch((err: unknown) => this.log.warn({ err, topic: topic.name }, 'watchers could not be told'));
    });
  }

  /**
   * Goes on behind `after`, without a gap; begins with the state of now where it cannot, and for who comes anew. Ends when
   * the one who watches leaves.
   */
  async *follow<T>(topic: LiveTopic<T>, key: string, options: FollowOptions<T>): AsyncGenerator<Live<T>> {
    const signal = currentCall()?.signal ?? new AbortController().signal;
    const { now, where = () => true } = options;
    let after = options.after || undefined;
    for (;;) {
      // Before the state is read, so that nothing falls between the two.
      const messages = this.fanOut.subscribe(nameOf(topic, key), after === undefined ? { signal } : { after, signal });
      const first = messages.next();
      first.catch(() => undefined);
      try {
        if (after === undefined) {
          const state = await now();
          if (state !== undefined) yield { cursor: unplaced, value: state };
        }
        for await (const { cursor, message } of resumed(first, messages)) {
          const value = topic.schema.parse(JSON.parse(message));
          if (where(value)) yield { cursor, value };
        }
        return; // left, or closing
      } catch (error) {
        if (!(error instanceof CursorTooOld)) throw error;
        after = undefined;
      } finally {
        await messages.return?.();
      }
    }
  }
}

async function* resumed(
  first: Promise<IteratorResult<FanOutMessage, unknown>>,
  rest: AsyncIterableIterator<FanOutMessage>,
): AsyncGenerator<FanOutMessage> {
  for (let step = await first; !step.done; step = await rest.next()) yield step.value;
}

function nameOf({ name }: LiveTopic<unknown>, key: string): string {
  return `${name}:${key}`;
}
