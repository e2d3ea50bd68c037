import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReplaced } from './engine-program.probe';

describe('a program', () => {
  it('is the one a process runs, until another file has its name', async () => {
    expect(await isReplaced(process.execPath, process.pid)).toBe(false);
    const home = await mkdtemp(join(tmpdir(), 'program-'));
    try {
      const path = join(home, 'tunnel');
      await writeFile(`${path}.new`, 'another');
      await rename(`${path}.new`, path);
      expect(await isReplaced(path, process.pid)).toBe(true);
    } finally {
      await rm(home, { recursive: true });
    }
  });

  it('is not replaced by nothing: what is taken away is not followed', async () => {
    expect(await isReplaced('/nowhere/vortex-tunnel', process.pid)).toBe(false);
    expect(await isReplaced(process.execPath, 2 ** 22 + 1)).toBe(false);
  });
});
