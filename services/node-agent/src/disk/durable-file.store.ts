import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Something that must survive a crash: JSON with a checksum, replaced as a whole. */
export class DurableFile<T> {
  /**
   * @param parse throws for content of another shape
   * @param plain what JSON is made of, where the content itself is not
   */
  constructor(
    readonly path: string,
    private readonly parse: (content: unknown) => T,
    private readonly plain: (content: T) => unknown = (content) => content,
  ) {}

  /** Undefined where there is none, or where it is broken: what cannot be trusted was never there. */
  async read(): Promise<T | undefined> {
    try {
      const [checksum = '', ...lines] = (await readFile(this.path, 'utf8')).split('\n');
      const content = lines.join('\n');
      return checksum === checksumOf(content) ? this.parse(JSON.parse(content)) : undefined;
    } catch {
      return undefined;
    }
  }

  async write(content: T): Promise<void> {
    const text = JSON.stringify(this.plain(content));
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = `${this.path}.new`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(`${checksumOf(text)}\n${text}`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.path);
  }
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
