import type { FanOutMessage } from './fan-out';

/**
 * Where a message stands in its topic. `epoch` names one life of the topic (the milliseconds at which it began);
 * `sequence` grows by exactly one within it, so a gap cannot hide.
 */
export interface Position {
  readonly epoch: number;
  readonly sequence: number;
}

export interface PositionedMessage extends FanOutMessage {
  readonly position: Position;
}

const CURSOR = /^(\d{1,15})-(\d{1,15})$/;

/** Undefined when the text is no cursor. */
export function parseCursor(cursor: string): Position | undefined {
  const match = CURSOR.exec(cursor);
  return match ? { epoch: Number(match[1]), sequence: Number(match[2]) } : undefined;
}

export function toCursor(position: Position): string {
  return `${position.epoch}-${position.sequence}`;
}

/** Whether `next` is the very next message after `position`. */
export function isNext(position: Position, next: Position): boolean {
  return next.epoch === position.epoch && next.sequence === position.sequence + 1;
}
