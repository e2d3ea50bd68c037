import { createReadStream, type ReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const sums = 'SHA256SUMS';

/** What `npm run release:agent` puts into a folder: what a server needs to become a node. */
export class AgentRelease {
  constructor(private readonly folder: string) {}

  /** A file that its list of checksums names, or that list. Undefined for whatever else lies there. */
  async open(name: string): Promise<{ readonly bytes: number; readonly content: ReadStream } | undefined> {
    const list = await readFile(join(this.folder, sums), 'utf8').catch(() => undefined);
    const named = list?.split('\n').some((line) => line.endsWith(`  ${name}`));
    if (list === undefined || !(named || name === sums) || name.includes('/')) return undefined;
    const path = join(this.folder, name);
    const { size } = await stat(path);
    return { bytes: size, content: createReadStream(path) };
  }

  async isThere(): Promise<boolean> {
    return stat(join(this.folder, sums)).then(
      () => true,
      () => false,
    );
  }
}
