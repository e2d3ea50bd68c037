import type { z } from 'zod';

/** Something that changes while people watch. What travels is its whole new state, so that the newest is always enough. */
export interface LiveTopic<T> {
  /** E.g. `core:server-status`. */
  readonly name: string;
  /** Reads a state as JSON holds it: with dates and big numbers as text, say `z.coerce.bigint()`. */
  readonly schema: z.ZodType<T>;
}

/** A state, and where in the topic it stands: who comes back with the cursor goes on right behind it. */
export interface Live<T> {
  readonly cursor: string;
  readonly value: T;
}

/** JSON text, with big numbers as decimal strings. */
export function encodeState(state: unknown): string {
  return JSON.stringify(state, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
