import { Decrypter } from 'age-encryption';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Readable, Writable } from 'node:stream';
import { pipeline as pour } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Entry, extract } from 'tar-stream';
import { DomainError } from '@vortex/kit';
import { ArchiveDamaged, ArchiveTruncated, NotAnArchive, PassphraseNeeded, WrongPassphrase } from './archive.errors';
import { tableOfPiece } from './manifest';
import { PassphraseIdentity } from './passphrase';
import { Unsealing } from './seal';

const ageMagic = 'age-encryption.org/v1';

/** A piece of an archive in its order: a table's rows, or any other entry. Its data must be read before the next. */
export type ArchivePart =
  | { readonly kind: 'table'; readonly service: string; readonly table: string; readonly data: AsyncIterable<Buffer> }
  | { readonly kind: 'entry'; readonly name: string; readonly data: AsyncIterable<Buffer> };

/**
 * Reads all of the file and compares it with its seal. Reading an archive alone does not: decompression is content before it
 * has seen the last bytes, and ignores some of the first.
 */
export async function checkSeal(path: string, passphrase: string): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pour(await plain(path, passphrase), new Unsealing(), nowhere);
  } catch (error) {
    throw typed(error as Error);
  }
}

/** What the first bytes of a file say that it is; undefined where it is no archive. */
export function formOf(start: Buffer): 'plain' | 'encrypted' | undefined {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'plain';
  return start.toString('latin1', 0, ageMagic.length) === ageMagic ? 'encrypted' : undefined;
}

/** Reads an archive from its beginning. What is wrong with the file is thrown as a typed error, at the latest at its end. */
export async function* readArchive(path: string, passphrase: string): AsyncGenerator<ArchivePart> {
  const tar = extract();
  const source = await plain(path, passphrase);
  let failure: Error | undefined;
  const poured = new Promise<void>((resolve) => {
    pipeline(source, new Unsealing(), createGunzip(), tar, (error) => {
      failure = error ?? undefined;
      resolve();
    });
  });
  /** What broke first tells more than what broke after it. */
  const explained = async (error: unknown): Promise<Error> => {
    source.destroy();
    await poured;
    return typed(failure ?? (error as Error));
  };
  try {
    yield* parts(tar[Symbol.asyncIterator](), explained);
    await poured;
    if (failure) throw failure;
  } catch (error) {
    throw await explained(error);
  } finally {
    source.destroy();
  }
}

async function* parts(
  entries: AsyncIterator<Entry>,
  explained: (error: unknown) => Promise<Error>,
): AsyncGenerator<ArchivePart> {
  let current = await entries.next();
  const isOf = (key: string): boolean => !current.done && keyOf(current.value) === key;
  while (!current.done) {
    const { name } = current.value.header;
    const key = keyOf(current.value);
    const data = (async function* (): AsyncGenerator<Buffer> {
      try {
        while (!current.done && isOf(key)) {
          yield* current.value as AsyncIterable<Buffer>;
          current = await entries.next();
        }
      } catch (error) {
        throw await explained(error);
      }
    })();
    const table = tableOfPiece(name);
    yield table ? { kind: 'table', ...table, data } : { kind: 'entry', name, data };
    // Whoever did not want it all must not stand in the way of the next.
    while (!current.done && isOf(key)) {
      current.value.resume();
      current = await entries.next();
    }
  }
}

/** The pieces of one table belong together. */
function keyOf({ header }: Entry): string {
  const table = tableOfPiece(header.name);
  return table ? `${table.service}/${table.table}` : `entry:${header.name}`;
}

async function plain(path: string, passphrase: string): Promise<Readable> {
  const start = await firstBytes(path);
  const file = createReadStream(path);
  const form = formOf(start);
  if (form === 'plain') return file;
  if (form === undefined) {
    file.destroy();
    throw start.length < ageMagic.length ? new ArchiveTruncated() : new NotAnArchive();
  }
  if (!passphrase) {
    file.destroy();
    throw new PassphraseNeeded();
  }
  const age = new Decrypter();
  age.addIdentity(new PassphraseIdentity(passphrase));
  try {
    const stream = Readable.toWeb(file) as unknown as globalThis.ReadableStream<Uint8Array>;
    return Readable.fromWeb(await age.decrypt(stream));
  } catch (error) {
    file.destroy();
    throw /no identity matched/.test((error as Error).message)
      ? new WrongPassphrase()
      : new ArchiveDamaged('encryption');
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ageMagic.length), 0, ageMagic.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Every way in which compression, tar or age say that bytes are missing or wrong. */
function typed(error: Error): Error {
  if (error instanceof DomainError) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR' || /unexpected end|premature|stream is too short/i.test(error.message)) {
    return new ArchiveTruncated();
  }
  if (code.startsWith('Z_') || /tar|invalid|decrypt|tag|chunk|ciphertext/i.test(error.message)) {
    return new ArchiveDamaged('content');
  }
  return error;
}
