import { parseInput } from '@vortex/kit';
import { createHash } from 'node:crypto';
import { z } from 'zod';

const keySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, 'A key is 1 to 128 visible ASCII characters, such as a UUID.');

/** What a client has chosen to repeat a request under, and what exactly it repeats. */
export interface IdempotencyClaim {
  readonly key: string;
  readonly requestHash: string;
}

/** Throws InvalidInput for what is no key. */
export function claimOf(
  key: unknown,
  request: { readonly documentHash: string; readonly operationName: string | undefined; readonly variables: unknown },
): IdempotencyClaim {
  const { documentHash, operationName = '', variables } = request;
  const text = JSON.stringify([documentHash, operationName, variables]);
  return {
    key: parseInput(keySchema, key, 'idempotency-key'),
    requestHash: createHash('sha256').update(text).digest('hex'),
  };
}
