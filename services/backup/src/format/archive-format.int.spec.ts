import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { checkSeal, readArchive } from './archive-reader.file';
import { ArchiveWriter } from './archive-writer.file';
import { archiveFormat, type ArchiveDescription, descriptionEntry, manifestEntry } from './manifest';

jest.setTimeout(120_000);

const about: ArchiveDescription = {
  ...{ format: archiveFormat, release: '1.2.3', createdAt: new Date(0), generation: 7n },
  services: [],
};
const line = Buffer.from('1\tann\t\\N\n');

async function* lines(count: number): AsyncGenerator<Buffer> {
  for (let n = 0; n < count; n++) yield line;
}

const megabyte = 1024 * 1024;
const tableMegabytes = 32;
/** A piece that is collected, the one that is written, and what streams hold on the way. */
const mostHeld = 16 * megabyte;

describe.each([
  ['in the clear', ''],
  ['encrypted', 'correct horse battery staple'],
])('an archive %s', (_, passphrase) => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'archive-'));
    path = join(folder, 'one.tar.gz');
  });
  afterEach(() => jest.restoreAllMocks());
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = async (table: AsyncIterable<Buffer> = lines(1_000)) => {
    const writer = new ArchiveWriter(path, passphrase, new Date(0));
    await writer.describe(about);
    await writer.table('auth', 'public.account', table);
    await writer.table('auth', 'public.nothing', lines(0));
    return writer.finish();
  };
  const read = async (word = passphrase) => {
    await checkSeal(path, word);
    const found: Record<string, { bytes: number; text: string }> = {};
    for await (const part of readArchive(path, word)) {
      const name = part.kind === 'table' ? `${part.service}/${part.table}` : part.name;
      let [bytes, text] = [0, ''];
      for await (const chunk of part.data) {
        bytes += chunk.length;
        if (text.length < 100_000) text += chunk.toString();
      }
      found[name] = { bytes, text };
    }
    return found;
  };

  it('gives back what was put into it, and its SHA-256 is that of its file', async () => {
    const { sizeBytes, sha256 } = await write();
    const found = await read();
    expect(Object.keys(found)).toEqual([descriptionEntry, 'auth/public.account', manifestEntry]);
    expect(found['auth/public.account']?.text).toBe(line.toString().repeat(1_000));
    expect(JSON.parse(found[manifestEntry]?.text ?? '')).toMatchObject({
      tables: [
        { table: 'public.account', rows: 1_000 },
        { table: 'public.nothing', rows: 0, bytes: 0 },
      ],
    });
    const file = await readFile(path);
    expect(sizeBytes).toBe(file.length);
    expect(sha256).toBe(createHash('sha256').update(file).digest('hex'));
  });

  it('tells a file that was cut anywhere', async () => {
    await write();
    const { size } = await stat(path);
    const whole = await readFile(path);
    for (const length of [10, Math.floor(size / 3), size - 200, size - 20, size - 1]) {
      await truncate(path, length);
      await expect(read()).rejects.toMatchObject({ code: expect.stringMatching(/^archive_(truncated|damaged)$/) });
      await writeFile(path, whole);
    }
  });

  it('tells a file in which a bit was turned, wherever it is', async () => {
    await write();
    const whole = await readFile(path);
    // All of the beginning and the end, where the formats keep what they seldom look at, and some of the middle.
    const every = [...Array(40).keys(), ...[...Array(120).keys()].map((n) => whole.length - 1 - n)];
    const places = passphrase
      ? [60, 150, 250, whole.length - 1, Math.floor(whole.length / 2)]
      : [...every, ...[0.3, 0.5, 0.7].map((part) => Math.floor(part * whole.length))];
    for (const place of places) {
      const turned = Buffer.from(whole);
      turned[place] = (turned[place] ?? 0) ^ 0x10;
      await writeFile(path, turned);
      await expect(read()).rejects.toMatchObject({
        code: expect.stringMatching(/^(archive_truncated|archive_damaged|not_an_archive|wrong_passphrase)$/),
      });
    }
  });

  it('takes no more of a table than it has written, but for a few pieces', async () => {
    const writer = new ArchiveWriter(path, passphrase, new Date(0));
    await writer.describe(about);
    const held: number[] = [];
    const table = async function* (): AsyncGenerator<Buffer> {
      for (let n = 0; n < tableMegabytes; n++) {
        held.push(n * megabyte - writer.sizeBytes);
        yield randomBytes(megabyte); // does not compress
      }
    };
    const { bytes } = await writer.table('auth', 'public.account', table());
    await writer.finish();
    expect(bytes).toBe(tableMegabytes * megabyte);
    expect(Math.max(...held)).toBeLessThan(mostHeld);
  });

  it('reads no further than it is read, but for a few pieces', async () => {
    const writer = new ArchiveWriter(path, passphrase, new Date(0));
    await writer.describe(about);
    const table = async function* (): AsyncGenerator<Buffer> {
      for (let n = 0; n < tableMegabytes; n++) yield randomBytes(megabyte);
    };
    await writer.table('auth', 'public.account', table());
    await writer.finish();
    const opened = jest.spyOn(fs, 'createReadStream');
    for await (const part of readArchive(path, passphrase)) {
      for await (const chunk of part.data) {
        if (part.kind !== 'table') continue;
        const file = opened.mock.results[0]?.value as fs.ReadStream;
        const read = await whereItStands(() => file.bytesRead);
        expect(read).toBeGreaterThan(chunk.length);
        expect(read).toBeLessThan(mostHeld);
        return;
      }
    }
    throw new Error('there is no table in it');
  });
});

/** What a figure has come to when it does not grow any more. */
async function whereItStands(figure: () => number): Promise<number> {
  for (let before = -1; figure() > before; await pause(100)) before = figure();
  return figure();
}

describe('a passphrase', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'archive-'));
    path = join(folder, 'one.tar.gz.age');
    const writer = new ArchiveWriter(path, 'correct horse battery staple', new Date(0));
    await writer.describe(about);
    await writer.finish();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const read = async (passphrase: string) => {
    for await (const part of readArchive(path, passphrase)) for await (const chunk of part.data) void chunk;
  };

  it('is asked for, and another one is told', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'passphrase_needed' });
    await expect(read('another one altogether')).rejects.toMatchObject({ code: 'wrong_passphrase' });
    await expect(read('correct horse battery staple')).resolves.toBeUndefined();
  });

  it('is the one age itself would take', async () => {
    const { Decrypter } = await import('age-encryption');
    const age = new Decrypter();
    age.addPassphrase('correct horse battery staple');
    const plain = await age.decrypt(new Uint8Array(await readFile(path)));
    expect(gunzipSync(plain).toString('latin1')).toContain(descriptionEntry);
  });
});

it('does not take another file for an archive', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'archive-')), 'one.tar.gz');
  await writeFile(path, 'Something else altogether, for sure.');
  await expect(readArchive(path, '').next()).rejects.toMatchObject({ code: 'not_an_archive' });
});
