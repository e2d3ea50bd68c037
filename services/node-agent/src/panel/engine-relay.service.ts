import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeEngine } from '../engine/engine.client';
import type { Log } from '../log';

const retryMs = 500;

/** Something that engines tell of who have the capability. */
export interface Told<Word> {
  readonly capability: string;
  readonly listen: (engine: NodeEngine, signal: AbortSignal) => AsyncIterable<Word>;
  readonly pass: (word: Word) => Promise<void>;
}

/**
 * Passes on what the engine tells until `signal` aborts. It tells everything that matters again to whoever asks anew, so
 * nothing is kept here.
 */
export async function relay<Word>(
  { engine, log }: { readonly engine: NodeEngine; readonly log: Log },
  { capability, listen, pass }: Told<Word>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      if (!(await engine.hello()).capabilities.includes(capability)) return;
      for await (const word of listen(engine, signal)) await pass(word);
    } catch (err) {
      if (!signal.aborted) log.debug({ err, capability }, 'the engine does not tell');
    }
    await sleep(retryMs, undefined, { signal }).catch(() => undefined);
  }
}
