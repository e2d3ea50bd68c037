import type { EventType } from '../src';
import { testWorker } from './config';

export interface JsonEvent<T> extends EventType<T> {
  fromPartial(partial: never): T;
}

/**
 * An event type without a `.proto`: what messaging does with an event does not depend on its codec. Of this worker alone:
 * test files run side by side on one broker, and whoever consumes a type gets it from everybody.
 */
export function jsonEvent<T extends object>(name: string): JsonEvent<T> {
  return {
    $type: `vortex.test.${testWorker}.${name}`,
    encode: (message) => ({ finish: () => Buffer.from(JSON.stringify(message)) }),
    decode: (bytes) => JSON.parse(Buffer.from(bytes).toString()) as T,
    fromPartial: (partial) => partial,
  };
}

export interface Entry {
  readonly account: string;
  /** Position among the account's own entries, from 1. */
  readonly number: number;
}

export const Deposited = jsonEvent<Entry>('Deposited');
export const Withdrawn = jsonEvent<Entry>('Withdrawn');
export const Ignored = jsonEvent<Entry>('Ignored');

export const testCatalogue: ReadonlySet<string> = new Set([Deposited, Withdrawn, Ignored].map(({ $type }) => $type));
