import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DurableFile } from './durable-file.store';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'agent-'))));
afterAll(() => rm(folder, { recursive: true }));

const fileAt = (name: string) => new DurableFile(join(folder, name), (content) => content as { text: string });

describe('a durable file', () => {
  it('comes back as it was written, and is closed to others', async () => {
    const file = fileAt('whole/content');
    expect(await file.read()).toBeUndefined();
    await file.write({ text: 'one\ntwo' });
    await file.write({ text: 'three\nfour' });
    expect(await file.read()).toEqual({ text: 'three\nfour' });
    expect((await stat(file.path)).mode & 0o077).toBe(0);
  });

  it('was never there when it is broken', async () => {
    const file = fileAt('broken');
    await file.write({ text: 'content' });
    const text = await readFile(file.path, 'utf8');
    for (const damaged of [text.replace('content', 'c0ntent'), text.slice(0, -1), '']) {
      await writeFile(file.path, damaged);
      expect(await file.read()).toBeUndefined();
    }
  });
});
