import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placesIn } from '../config';
import { createLog } from '../log';
import { EngineProcess } from './engine-process.service';

/**
 * Serves as long as no other does, and makes way for one that takes over: what the engine does, without its ports. The file
 * "serving" names the version that serves, and when it began. A broken one ends at once.
 */
const program = (version: string): string => `#!${process.execPath}
const { writeFileSync, readFileSync } = require('node:fs');
const { join, dirname } = require('node:path');
const home = dirname(process.argv[process.argv.indexOf('--socket') + 1]);
if (${JSON.stringify(version)} === 'broken') process.exit(1);
const serving = join(home, 'serving');
writeFileSync(serving, JSON.stringify({ version: ${JSON.stringify(version)}, pid: process.pid, at: Date.now() }));
setInterval(() => {
  if (JSON.parse(readFileSync(serving, 'utf8')).pid !== process.pid) process.exit(0);
}, 20);
`;

interface Serving {
  readonly version: string;
  readonly pid: number;
  readonly at: number;
}

let home: string;
let engine: EngineProcess | undefined;
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'engine-'))));
afterEach(async () => {
  await engine?.end();
  await rm(home, { recursive: true, force: true });
});

const serving = async () => JSON.parse(await readFile(join(home, 'serving'), 'utf8')) as Serving;

/** As a package manager does: a new file under the name of the old one. */
async function install(version: string): Promise<string> {
  const [path, draft] = [join(home, 'tunnel'), join(home, 'tunnel.new')];
  await writeFile(draft, program(version));
  await chmod(draft, 0o755);
  await rename(draft, path);
  return path;
}

async function until<T>(look: () => Promise<T | false>): Promise<T> {
  for (const endMs = performance.now() + 30_000; ;) {
    const found = await look().catch(() => false as const);
    if (found !== false) return found;
    if (performance.now() > endMs) throw new Error('it did not come to it');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const started = (version: string) => until(async () => ((await serving()).version === version ? serving() : false));

describe('an engine’s process', () => {
  it('is started again when it has died', async () => {
    engine = new EngineProcess(
      await install('one'),
      placesIn({ home }),
      async () => (await serving()).at,
      createLog('silent'),
    );
    engine.start();
    const first = await started('one');
    process.kill(first.pid, 'SIGKILL');
    const next = await until(async () => ((await serving()).pid === first.pid ? false : serving()));
    expect(next.version).toBe('one');
  });

  it('is found by the next agent, and ends with it only where that was asked for', async () => {
    const path = await install('one');
    const make = () =>
      new EngineProcess(path, placesIn({ home }), async () => (await serving()).at, createLog('silent'));
    const before = make();
    before.start();
    const first = await started('one');
    await before.leave();
    engine = make();
    engine.start();
    await engine.end();
    await until(async () => !existsSync(`/proc/${first.pid}`));
  });
});
