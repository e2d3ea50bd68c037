import { Encrypter } from 'age-encryption';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline as chain, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import {
  type ArchiveDescription,
  descriptionEntry,
  manifestEntry,
  masterKeysEntry,
  pieceName,
  type TableSum,
  toJson,
} from './manifest';
import { PassphraseRecipient } from './passphrase';
import { Sealing } from './seal';

/** Of one tar entry: its size must be known before it is written, so it is collected in memory. */
const pieceBytes = 4 * 1024 * 1024;
const newline = 10;

/**
 * Writes one archive: a gzipped tar, sealed with a checksum, and wrapped by age where there is a passphrase. `tar`, `gzip`
 * and `age` open it too. Memory is bounded whatever the size of a table.
 */
export class ArchiveWriter {
  private readonly tar: Pack = pack();
  private readonly sums: TableSum[] = [];
  private readonly whole = createHash('sha256');
  private bytes = 0;
  private readonly written: Promise<void>;
  private failure: Error | undefined;

  constructor(
    path: string,
    private readonly passphrase: string,
    private readonly now: Date,
  ) {
    this.written = this.pour(path);
    this.written.catch((error: unknown) => (this.failure = error instanceof Error ? error : new Error(String(error))));
  }

  /** So far, on disk. */
  get sizeBytes(): number {
    return this.bytes;
  }

  get rowCount(): number {
    return this.sums.reduce((sum, { rows }) => sum + rows, 0);
  }

  describe(text: ArchiveDescription): Promise<void> {
    return this.entry(descriptionEntry, toJson(text));
  }

  masterKeys(file: string): Promise<void> {
    return this.entry(masterKeysEntry, Buffer.from(file));
  }

  async table(service: string, table: string, data: AsyncIterable<Buffer>): Promise<TableSum> {
    const hash = createHash('sha256');
    let [bytes, rows, pieces, collected] = [0, 0, 0, 0];
    let waiting: Buffer[] = [];
    const put = async (): Promise<void> => {
      await this.entry(pieceName(service, table, pieces++), Buffer.concat(waiting));
      [waiting, collected] = [[], 0];
    };
    for await (const chunk of data) {
      hash.update(chunk);
      bytes += chunk.length;
      rows += linesOf(chunk);
      waiting.push(chunk);
      collected += chunk.length;
      if (collected >= pieceBytes) await put();
    }
    if (collected > 0) await put();
    const sum = { service, table, rows, bytes, sha256: hash.digest('hex') };
    this.sums.push(sum);
    return sum;
  }

  /** Resolves when all of it is on the disk. */
  async finish(): Promise<{ readonly sizeBytes: number; readonly sha256: string }> {
    await this.entry(manifestEntry, toJson({ tables: this.sums }));
    this.tar.finalize();
    await this.written;
    return { sizeBytes: this.bytes, sha256: this.whole.digest('hex') };
  }

  async abort(): Promise<void> {
    this.tar.destroy();
    await this.written.catch(() => undefined);
  }

  /** Waits until the disk has taken it, or nearly: the tar itself would take anything at once. */
  private async entry(name: string, content: Buffer): Promise<void> {
    if (this.failure) throw this.failure;
    const header = { name, size: content.length, mtime: this.now, mode: 0o600 };
    const taken = new Promise<void>((resolve, reject) => {
      this.tar.entry(header, (error) => (error ? reject(error) : resolve())).end(content);
    });
    await Promise.race([taken, this.written]);
  }

  private async pour(path: string): Promise<void> {
    // What ends one of them too early ends them all, and so the file.
    const sealed = chain(this.tar as unknown as Readable, createGzip(), new Sealing(), () => undefined);
    const source = this.passphrase ? await encrypted(sealed, this.passphrase) : sealed;
    const counted = new Transform({
      transform: (chunk: Buffer, _, done) => {
        this.whole.update(chunk);
        this.bytes += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(source, counted, createWriteStream(path, { mode: 0o600, flush: true, flags: 'wx' }));
  }
}

async function encrypted(source: Readable, passphrase: string): Promise<Readable> {
  const age = new Encrypter();
  age.addRecipient(new PassphraseRecipient(passphrase));
  const stream = Readable.toWeb(source) as unknown as globalThis.ReadableStream<Uint8Array>;
  return Readable.fromWeb(await age.encrypt(stream));
}

/** In COPY's text format a row is a line, and a line break within a value is written otherwise. */
export function linesOf(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) count++;
  return count;
}
