export interface FanOutMessage {
  /** Where this message stands in its topic. Opaque, and the same text for every subscriber. */
  readonly cursor: string;
  readonly message: string;
}

/**
 * Tells every subscriber of a topic, in every process, what happens now, and for a while what happened just before.
 * Not a queue: a topic keeps its last messages only (see `FAN_OUT_RETENTION`). What must not be lost travels as an event.
 */
export interface FanOut {
  /** Answers with the cursor of the message. */
  publish(topic: string, message: string): Promise<string>;
  /**
   * The messages published after this call, or after the message `after` names, in order and without a gap. Ends when
   * `signal` aborts. Throws CursorTooOld when it cannot prove that nothing was missed: the caller then reads the state
   * anew and subscribes afresh. A subscriber that reads too slowly comes to the same end; nothing is held for it.
   */
  subscribe(
    topic: string,
    options: { readonly after?: string; readonly signal: AbortSignal },
  ): AsyncIterableIterator<FanOutMessage>;
}

/** How much of a topic is kept. */
export const FAN_OUT_RETENTION = {
  /** At least so many of a topic's last messages. */
  messages: 1_000,
  /** Redis forgets a topic nobody publishes to and nobody listens to after so long; in process only memory counts. */
  idleMs: 10 * 60_000,
} as const;

const MAX_MESSAGE_CHARACTERS = 1_048_576;

export function assertPublishable(message: string): void {
  if (message.length > MAX_MESSAGE_CHARACTERS) {
    throw new RangeError(`a message of ${message.length} characters is too long to fan out`);
  }
}
