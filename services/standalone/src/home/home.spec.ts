import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartFailure } from '../start-failure';
import { markerFile, openHome } from './home';

let place: string;
beforeEach(() => (place = mkdtempSync(join(tmpdir(), 'home-'))));
afterEach(() => rmSync(place, { recursive: true, force: true }));

const permissionsOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('openHome', () => {
  it('makes keys that only this user can read, and keeps them', async () => {
    const directory = join(place, 'new/home');
    const first = await openHome(directory);
    const key = readFileSync(first.masterKeyFile, 'utf8');
    await first.close();
    const second = await openHome(directory);
    await second.close();

    expect(key).toMatch(/^[a-z0-9]+:[A-Za-z0-9+/]{43}=\n$/);
    expect(readFileSync(second.masterKeyFile, 'utf8')).toBe(key);
    expect(second.metricsToken).toBe(first.metricsToken);
    expect(permissionsOf(first.masterKeyFile)).toBe('600');
    expect(permissionsOf(join(directory, 'secrets'))).toBe('700');
    expect(permissionsOf(join(directory, 'run'))).toBe('700');
  });

  it('refuses a home another one works in, and names the process', async () => {
    const first = await openHome(place);
    await expect(openHome(place)).rejects.toThrow(`${place} is in use by process ${process.pid}.`);
    await first.close();
    await (await openHome(place)).close();
  });

  it('takes over from a process that was killed', async () => {
    await (await openHome(place)).close();
    const lock = join(place, 'run/lock');
    const holder = spawn(process.execPath, [
      '-e',
      `require('net').createServer().listen(${JSON.stringify(lock)}, () => console.log('up'))`,
    ]);
    await new Promise((done) => holder.stdout.once('data', done));
    holder.kill('SIGKILL');
    await new Promise((done) => holder.once('exit', done));
    expect(existsSync(lock)).toBe(true);

    await (await openHome(place)).close();
    expect(existsSync(lock)).toBe(false);
  });

  it('lets one of many in when all start at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => openHome(place)));
    const opened = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(opened).toHaveLength(1);
    for (const { value } of opened) await value.close();
  });

  it('works in a folder whose path is too long for sockets', async () => {
    const deep = join(place, 'a'.repeat(120));
    const home = await openHome(deep);
    expect(home.runDirectory.length).toBeLessThan(71);
    await expect(openHome(deep)).rejects.toThrow('is in use');
    await home.close();
    expect(existsSync(home.runDirectory)).toBe(false);
  });

  it('does not move into a folder with files of something else', async () => {
    writeFileSync(join(place, 'thesis.txt'), '');
    await expect(openHome(place)).rejects.toThrow('holds files of something else');
    expect(existsSync(join(place, markerFile))).toBe(false);
  });

  it('says what to do about a folder it cannot write', async () => {
    const file = join(place, 'file');
    writeFileSync(file, '');
    const failure = await openHome(join(file, 'home')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartFailure);
    expect(failure).toMatchObject({
      problem: expect.stringContaining('cannot be written'),
      remedy: expect.stringContaining('VORTEX_HOME'),
    });
  });

  it('closes a run folder that stood open', async () => {
    await (await openHome(place)).close();
    chmodSync(join(place, 'run'), 0o755);
    await (await openHome(place)).close();
    expect(permissionsOf(join(place, 'run'))).toBe('700');
  });
});
