import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@vortex/testing';
import { place } from '../src/embedded-postgres/placement';
import { areUsable, installedBinaries } from '../src/embedded-postgres/postgres-binaries';
import { serverAccount } from '../src/embedded-postgres/server-account';

describe('the place of the server', () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'placement-'));
    await chmod(home, 0o755);
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  /** The binaries as in a clone below a directory of that mode, such as /root. */
  async function cloneIn(name: string, mode: number) {
    const installed = await installedBinaries();
    const clone = join(home, name);
    await mkdir(clone);
    await cp(installed.directory, join(clone, 'native'), { recursive: true, verbatimSymlinks: true });
    await cp(join(installed.directory, 'pg-symlinks.json'), join(clone, 'native', 'pg-symlinks.json'));
    await chmod(clone, mode);
    return { directory: join(clone, 'native'), version: installed.version };
  }

  it('holds a copy of binaries that the server’s account cannot reach, made once', async () => {
    const installed = await cloneIn('clone', 0o700);
    const account = await serverAccount(join(home, 'data'));
    const directory = join(home, 'clone', '.vortex', 'postgres');
    const request = { directory, account, installed, elsewhere: join(home, 'elsewhere'), log: silentLog };
    const [placement, sameTime] = await Promise.all([place(request), place(request)]);
    expect(await areUsable(placement.binaries, account)).toBe(true);
    expect(sameTime).toEqual(placement);
    // Only for another user are they out of reach.
    expect(placement.binaries.directory === installed.directory).toBe(account === undefined);
    expect((await readdir(join(placement.binaries.directory, '..'))).filter((name) => name.includes('.new-'))).toEqual(
      [],
    );
  });

  it('says in one line that a directory cannot be used', async () => {
    const installed = await installedBinaries();
    const request = { account: undefined, installed, elsewhere: join(home, 'elsewhere'), log: silentLog };
    await writeFile(join(home, 'file'), '');
    const work = place({ ...request, directory: join(home, 'file', 'postgres') });
    await expect(work).rejects.toThrow(/^This user cannot use \S+\/file\/postgres \(.*\); set VORTEX_HOME to another/);
  });
});
