import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { instancesIn } from './engine/engine-instances.service';
import { EngineProcess } from './engine/engine-process.service';
import { mainInstance } from './engine/instance';
import type { Log } from './log';
import { enginePlaces, placesIn, type Settings } from './config';

/** What keeps it from being done, for the one who asked. */
class StillInUse extends Error {
  override readonly name = 'StillInUse';
}

/**
 * Ends the engine and removes what the agent has made: its identity, its journal, the engine's files with what the engine puts
 * beside them under their names and more. Of what else is in the folder it takes nothing, and then the folder stays. The panel
 * is not told: that takes `revokeMachine` there.
 *
 * @returns what was left, by name
 */
export async function uninstall(settings: Settings, log: Log): Promise<readonly string[]> {
  const places = placesIn(settings);
  const agent = await runningAgent(places.status);
  if (agent !== undefined) throw new StillInUse(`the agent runs as process ${agent}: stop its unit first`);
  const nobodyAnswers = (): Promise<number> => Promise.reject(new Error('it is to end'));
  const engines = [mainInstance, ...(await instancesIn(settings.home))].map((name) => enginePlaces(settings, name));
  for (const one of engines) await new EngineProcess(settings.tunnel, one, nobodyAnswers, log).end();
  const names = [places, ...engines].flatMap((one) => Object.values<string>({ ...one }).map((path) => basename(path)));
  for (const name of await filesIn(settings.home))
    if (names.some((own) => name === own || name.startsWith(`${own}.`))) await rm(join(settings.home, name));
  const left = await filesIn(settings.home);
  if (left.length === 0) await rmdir(settings.home).catch(() => undefined);
  return left;
}

function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function runningAgent(statusFile: string): Promise<number | undefined> {
  const text = await readFile(statusFile, 'utf8').catch(() => '{}');
  const { pid } = Object(JSON.parse(text)) as { pid?: unknown };
  if (typeof pid !== 'number') return undefined;
  // A pid alone may belong to anybody by now.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return /\brun\0?$/.test(command) && command.includes('main') ? pid : undefined;
}
