import type { Keyring } from '@vortex/kit';
import { deserialize, serialize } from 'node:v8';
import type { RecordName } from './idempotency.repository';

/** What a resolver gave, as bytes: with its dates, big numbers and gaps, which JSON would lose. Sealed for its one row. */
export function sealAnswer(keyring: Keyring, name: RecordName, answer: unknown): Uint8Array<ArrayBuffer> {
  return keyring.seal(serialize(answer), contextOf(name));
}

export function openAnswer(keyring: Keyring, name: RecordName, sealed: Uint8Array): unknown {
  return deserialize(keyring.open(sealed, contextOf(name)));
}

function contextOf({ accountId, field, key }: RecordName): string {
  return `idempotency_record.answer:${accountId}:${field}:${key}`;
}
