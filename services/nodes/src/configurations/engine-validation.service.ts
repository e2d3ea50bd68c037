import { Injectable } from '@nestjs/common';
import type { ValidateRequest } from '@vortex/contracts/tunnel';
import { Keyring } from '@vortex/kit';
import { setTimeout as sleep } from 'node:timers/promises';
import { Asking, NobodyAnswers } from '../live/asking.service';
import type { EngineWord } from '../live/live-question';
import { sealRequest } from '../live/sealed-request';

/** What replicas share is no place for more. */
const mostCharacters = 1024 * 1024;
/** An engine looks at a configuration within milliseconds. Whoever waits is an operator at a form. */
const patienceMs = 1_500;

/** What the engine of a server says to a configuration, without serving it, wherever its agent's stream is held. */
@Injectable()
export class EngineValidation {
  constructor(
    private readonly asking: Asking,
    private readonly keyring: Keyring,
  ) {}

  /** Undefined where its engine has no word on it: its agent is too old, or silent. */
  async ask(serverId: string, request: ValidateRequest): Promise<EngineWord | undefined> {
    const sealed = sealRequest(this.keyring, request);
    if (sealed.length > mostCharacters) return undefined;
    try {
      return await within(patienceMs, this.asking.ask(serverId, { kind: 'validate', sealed }));
    } catch (error) {
      if (error instanceof NobodyAnswers) return undefined;
      throw error;
    }
  }
}

/** What comes in time; undefined when it does not. */
async function within<T>(ms: number, asked: Promise<T>): Promise<T | undefined> {
  const enough = new AbortController();
  const late = sleep(ms, undefined, { signal: enough.signal }).catch(() => undefined);
  asked.catch(() => undefined); // also when nobody waits for it any more
  try {
    return await Promise.race([asked, late]);
  } finally {
    enough.abort();
  }
}
