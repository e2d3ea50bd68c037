import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { StoreArchiveRequest } from '@vortex/contracts/backup';
import { CallCancelled, CLOCK, type Clock, newId, type TenantId } from '@vortex/kit';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { formOf } from '../format/archive-reader.file';
import { NotAnArchive } from '../format/archive.errors';
import { type Archive, uploaded } from './archive';
import { ArchiveDirectory } from './archive-directory.file';
import { ArchiveTooLarge } from './archive.errors';
import { ArchiveRepository } from './archive.repository';

const mostBytes = 16 * 1024 ** 3;
/** Of what is free: a restore needs room for the databases beside it. */
const share = 0.5;
const dayMs = 24 * 3_600_000;
/** Enough to tell what a file is. */
const startBytes = 64;

/** Takes archives that were made elsewhere into the folder, piece by piece. */
@Injectable()
export class ArchiveUpload implements OnApplicationBootstrap {
  constructor(
    private readonly directory: ArchiveDirectory,
    private readonly archives: ArchiveRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.directory.removeAbandoned(new Date(this.clock.now().getTime() - dayMs));
  }

  /** @param signal aborts when whoever sends it has gone */
  async store(tenantId: TenantId, pieces: AsyncIterable<StoreArchiveRequest>, signal: AbortSignal): Promise<Archive> {
    const most = Math.min(mostBytes, Math.floor((await this.directory.freeBytes()) * share));
    const draftName = newId();
    try {
      const file = await received(pieces, await this.directory.draft(draftName), most);
      if (signal.aborted) throw new CallCancelled();
      const archive = uploaded(tenantId, file, this.clock.now());
      await this.directory.keep(draftName, archive.fileName);
      await this.archives.insert(archive);
      return archive;
    } finally {
      await this.directory.remove(draftName);
    }
  }
}

/** Writes what comes to the disk, as long as it looks like an archive and is not too much. */
async function received(
  pieces: AsyncIterable<StoreArchiveRequest>,
  path: string,
  most: number,
): Promise<Pick<Archive, 'sizeBytes' | 'sha256' | 'encrypted'>> {
  const hash = createHash('sha256');
  const file = await open(path, 'w', 0o600);
  let [start, sizeBytes] = [Buffer.alloc(0), 0];
  try {
    for await (const { data } of pieces) {
      if (start.length < startBytes) start = Buffer.concat([start, data.subarray(0, startBytes)]);
      if (start.length >= startBytes && !formOf(start)) throw new NotAnArchive();
      sizeBytes += data.length;
      if (sizeBytes > most) throw new ArchiveTooLarge(most);
      hash.update(data);
      await file.write(data);
    }
    const form = formOf(start);
    if (!form) throw new NotAnArchive();
    await file.sync();
    return { sizeBytes: BigInt(sizeBytes), sha256: hash.digest('hex'), encrypted: form === 'encrypted' };
  } finally {
    await file.close();
  }
}
