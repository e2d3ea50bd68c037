import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@vortex/kit';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BackupConfig } from '../config';

const unfinished = '.unfinished';

/** The folder of archives. A file appears in it whole or not at all. */
@Injectable()
export class ArchiveDirectory {
  private readonly directory: string;

  constructor(@Inject(CONFIG) config: BackupConfig) {
    this.directory = resolve(config.VORTEX_BACKUP_DIRECTORY);
  }

  /** Where to write one before it is whole. */
  async draft(fileName: string): Promise<string> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    return join(this.directory, `${fileName}${unfinished}`);
  }

  /** Gives a whole one its name, so that the name outlives a power failure. The file itself is on the disk already. */
  async keep(draftName: string, fileName = draftName): Promise<void> {
    await rename(join(this.directory, `${draftName}${unfinished}`), join(this.directory, fileName));
    const folder = await open(this.directory, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  async remove(fileName: string): Promise<void> {
    for (const name of [fileName, `${fileName}${unfinished}`]) await rm(join(this.directory, name), { force: true });
  }

  path(fileName: string): string {
    return join(this.directory, fileName);
  }

  /** Removes what nobody has gone on writing since `before`: whoever wrote it was killed. */
  async removeAbandoned(before: Date): Promise<void> {
    const names = await readdir(this.directory).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(unfinished))) {
      const path = join(this.directory, name);
      const found = await stat(path).catch(() => undefined);
      if (found && found.mtime < before) await rm(path, { force: true });
    }
  }

  async freeBytes(): Promise<number> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.directory);
    return bavail * bsize;
  }

  async has(fileName: string): Promise<boolean> {
    return stat(join(this.directory, fileName)).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  read(fileName: string): AsyncIterable<Buffer> {
    return createReadStream(join(this.directory, fileName), { highWaterMark: 256 * 1024 });
  }
}
