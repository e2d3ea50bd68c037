import type { UserStandings } from '@vortex/contracts/tunnel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine/engine.client';
import type { Log } from '../log';

const retryMs = 500;
/** Of engines that tell. */
const capability = 'standings';

/**
 * Passes on what the engine tells of users who want something, until `signal` aborts. It tells everything again to whoever
 * asks anew, so nothing is kept here.
 */
export async function relayStandings(
  { engine, log }: { readonly engine: Engine; readonly log: Log },
  pass: (standings: UserStandings) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      if (!(await engine.hello()).capabilities.includes(capability)) return;
      for await (const standings of engine.standings(signal)) await pass(standings);
    } catch (err) {
      if (!signal.aborted) log.debug({ err }, 'the engine does not tell how users stand');
    }
    await sleep(retryMs, undefined, { signal }).catch(() => undefined);
  }
}
