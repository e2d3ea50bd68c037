import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@vortex/kit';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BackupConfig } from '../config';

const unfinished = '.unfinished';

/** The folder of archives. A file appears in it whole or not at all. */
@Injectable()
export class ArchiveDirectory {
  private readonly path: string;

  constructor(@Inject(CONFIG) config: BackupConfig) {
    this.path = resolve(config.VORTEX_BACKUP_DIRECTORY);
  }

  /** Where to write one before it is whole. */
  async draft(fileName: string): Promise<string> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    return join(this.path, `${fileName}${unfinished}`);
  }

  /** Gives a whole one its name, so that the name outlives a power failure. The file itself is on the disk already. */
  async keep(fileName: string): Promise<void> {
    await rename(join(this.path, `${fileName}${unfinished}`), join(this.path, fileName));
    const directory = await open(this.path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }

  async remove(fileName: string): Promise<void> {
    for (const name of [fileName, `${fileName}${unfinished}`]) await rm(join(this.path, name), { force: true });
  }

  async has(fileName: string): Promise<boolean> {
    return stat(join(this.path, fileName)).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  read(fileName: string): AsyncIterable<Buffer> {
    return createReadStream(join(this.path, fileName), { highWaterMark: 256 * 1024 });
  }
}
