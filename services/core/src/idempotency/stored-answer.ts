import type { Keyring } from '@vortex/kit';
import { deserialize, serialize } from 'node:v8';
import { idempotencyAnswerColumn, sealContext } from '../sealed-columns';

/** What a resolver gave, as bytes: with its dates, big numbers and gaps, which JSON would lose. Sealed for its one row. */
export function sealAnswer(keyring: Keyring, claim: string, answer: unknown): Uint8Array<ArrayBuffer> {
  return keyring.seal(serialize(answer), sealContext(idempotencyAnswerColumn, claim));
}

export function openAnswer(keyring: Keyring, claim: string, sealed: Uint8Array): unknown {
  return deserialize(keyring.open(sealed, sealContext(idempotencyAnswerColumn, claim)));
}
