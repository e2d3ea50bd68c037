import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, namedServer } from '../src/servers/programs';

describe('a program that tests need', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'programs-'))));
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  const find = (...names: string[]) =>
    findProgram({
      paths: names.map((name) => join(folder, name)),
      debianPackage: 'redis-server',
      instead: namedServer('VORTEX_TEST_REDIS_URL'),
    });

  it('is the first of its places where something can be run', async () => {
    for (const name of ['second', 'third']) writeFileSync(join(folder, name), '');
    chmodSync(join(folder, 'third'), 0o755);
    expect(await find('first', 'second', 'third')).toBe(join(folder, 'third'));
  });

  it('is asked for in words where we may not install it, and never passed over', async () => {
    jest.spyOn(process, 'getuid').mockReturnValue(1_000);
    await expect(find('nowhere')).rejects.toThrow(
      'tests need redis-server: set VORTEX_TEST_REDIS_URL to a running server, start Docker, install the package, ' +
        'or run as root on Debian to have it installed',
    );
  });
});
