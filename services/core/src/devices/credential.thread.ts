/** The thread that works out what many devices prove themselves with. CredentialWorker speaks to it. */
import { type CredentialKind, CredentialsList } from '@vortex/contracts/core';
import { Keyring, type KeyMaterial } from '@vortex/kit/keyring';
import { parentPort, workerData } from 'node:worker_threads';
import { credentialsList } from './credential-list';
import { opened } from './sealed-devices';

/** Sealed devices as the database gives them, and what is wanted of them. */
export interface Asked {
  readonly id: number;
  readonly rows: Uint8Array;
  readonly kinds: readonly CredentialKind[];
}

/** vortex.core.v1.CredentialsList, encoded; or why there is none. */
export type Told = { readonly id: number } & (
  { readonly list: Uint8Array<ArrayBuffer> } | { readonly failure: string }
);

const keyring = Keyring.of(workerData as KeyMaterial);

parentPort?.on('message', (asked: Asked) => {
  const told = answerTo(asked);
  // Given away, not copied.
  parentPort?.postMessage(told, 'list' in told ? [told.list.buffer] : []);
});

function answerTo({ id, rows, kinds }: Asked): Told {
  try {
    const encoded = CredentialsList.encode(credentialsList(opened(rows, keyring), kinds)).finish();
    return { id, list: Uint8Array.from(encoded) }; // of a buffer of its own
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
