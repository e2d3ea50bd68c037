/** Messages after this cursor are, or may be, gone: read the state anew and subscribe without a cursor. */
export class CursorTooOld extends Error {
  override readonly name = 'CursorTooOld';

  constructor(
    readonly topic: string,
    readonly cursor: string,
  ) {
    super(`the topic ${topic} no longer holds everything after ${cursor}`);
  }
}
