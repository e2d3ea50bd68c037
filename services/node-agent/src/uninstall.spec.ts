import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enginePlaces, placesIn, type Settings } from './config';
import { createLog } from './log';
import { uninstall } from './uninstall';

let settings: Settings;
beforeEach(async () => {
  const home = await mkdtemp(join(tmpdir(), 'uninstall-'));
  settings = {
    home,
    tunnel: process.execPath,
    panelAddresses: [],
    enrolmentToken: '',
    logLevel: 'silent',
    stopsEngine: false,
  };
  await writeFile(placesIn(settings).identity, 'a private key');
});
afterEach(() => rm(settings.home, { recursive: true, force: true }));

describe('uninstalling', () => {
  it('ends the engines of all instances and removes all that was made, with the folder', async () => {
    const ended = [];
    for (const instance of ['', 'edge']) {
      const { socket, pid, state, engineLog } = enginePlaces(settings, instance);
      const program = ['-e', 'setInterval(() => undefined, 1000)', socket];
      const engine = spawn(process.execPath, program, { stdio: 'ignore' });
      ended.push(new Promise((resolve) => engine.once('exit', resolve)));
      await writeFile(pid, String(engine.pid));
      await writeFile(state, '');
      await writeFile(engineLog, '');
    }
    const ofOneThatHasEnded = enginePlaces(settings, 'far');
    await writeFile(ofOneThatHasEnded.state, '');
    await writeFile(ofOneThatHasEnded.engineLog, '');
    await writeFile(`${ofOneThatHasEnded.ledger}.more`, '');
    expect(await uninstall(settings, createLog('silent'))).toEqual([]);
    await Promise.all(ended);
    expect(existsSync(settings.home)).toBe(false);
  });

  it('takes nothing that is not its own', async () => {
    await writeFile(join(settings.home, 'notes.txt'), 'of the admin');
    expect(await uninstall(settings, createLog('silent'))).toEqual(['notes.txt']);
    expect(existsSync(placesIn(settings).identity)).toBe(false);
  });

  it('is refused while the agent runs', async () => {
    const agent = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)', 'main.js', 'run'], {
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => agent.once('exit', resolve));
    await writeFile(placesIn(settings).status, JSON.stringify({ pid: agent.pid }));
    await expect(uninstall(settings, createLog('silent'))).rejects.toThrow('stop its unit first');
    expect(existsSync(placesIn(settings).identity)).toBe(true);
    agent.kill('SIGKILL');
    await ended;
  });
});
