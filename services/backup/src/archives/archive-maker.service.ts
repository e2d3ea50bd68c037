import { Inject, Injectable } from '@nestjs/common';
import type { DumpOrigin, DumpPart } from '@vortex/contracts/system';
import { CLOCK, type Clock } from '@vortex/kit';
import { PlatformPictures, type ServicePicture } from '../dumps/platform-picture.service';
import { ArchiveWriter } from '../format/archive-writer.file';
import { archiveFormat, type ArchivedService } from '../format/manifest';
import type { Archive, ArchiveOptions } from './archive';
import { ArchiveDirectory } from './archive-directory.file';

export interface Progress {
  readonly sizeBytes: bigint;
  readonly rowCount: bigint;
}

export type ArchiveResult = Pick<Archive, 'sizeBytes' | 'rowCount' | 'sha256' | 'generation'>;

/** Takes a picture of all databases and writes it into a file. */
@Injectable()
export class ArchiveMaker {
  constructor(
    private readonly pictures: PlatformPictures,
    private readonly directory: ArchiveDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param tell is called again and again while it goes on; what it throws ends the making */
  async make(
    archive: Archive,
    { passphrase, withMasterKeys }: ArchiveOptions,
    signal: AbortSignal,
    tell: (progress: Progress) => Promise<void>,
  ): Promise<ArchiveResult> {
    const picture = await this.pictures.take({ withMasterKeys, signal });
    const writer = new ArchiveWriter(await this.directory.draft(archive.fileName), passphrase, archive.createdAt);
    const progress = (): Promise<void> =>
      tell({ sizeBytes: BigInt(writer.sizeBytes), rowCount: BigInt(writer.rowCount) });
    try {
      const services = picture.services.map(toArchived);
      const generation = services.reduce((most, one) => (one.generation > most ? one.generation : most), 0n);
      const { release, createdAt } = archive;
      await writer.describe({ format: archiveFormat, release, createdAt, generation, services });
      if (withMasterKeys) await writer.masterKeys(keyFile(picture.services.map(({ origin }) => origin)));
      for (const service of picture.services) await copy(service, writer, progress);
      const { sizeBytes, sha256 } = await writer.finish();
      await this.directory.keep(archive.fileName);
      return { sizeBytes: BigInt(sizeBytes), rowCount: BigInt(writer.rowCount), sha256, generation };
    } catch (error) {
      await writer.abort();
      await this.directory.remove(archive.fileName);
      throw error;
    } finally {
      await picture.close();
    }
  }
}

async function copy(
  { origin, contents, read }: ServicePicture,
  writer: ArchiveWriter,
  progress: () => Promise<void>,
): Promise<void> {
  const parts = read()[Symbol.asyncIterator]();
  for (const table of contents.tables) {
    const rows = { told: -1n };
    const sum = await writer.table(origin.service, table.name, dataOf(parts, table.name, rows, progress));
    if (BigInt(sum.rows) !== rows.told) {
      throw new Error(`${origin.service} sent ${sum.rows} rows of ${table.name} and says they are ${rows.told}`);
    }
    await progress();
  }
  await parts.next(); // the end
}

/** The pieces of one table. Its last part has no bytes and tells the rows. */
async function* dataOf(
  parts: AsyncIterator<DumpPart>,
  table: string,
  rows: { told: bigint },
  progress: () => Promise<void>,
): AsyncGenerator<Buffer> {
  for (;;) {
    const step = await parts.next();
    if (step.done || step.value.table !== table) throw new Error(`the rows of ${table} ended without their number`);
    const { value } = step;
    if (value.data.length === 0) {
      rows.told = value.rows;
      return;
    }
    yield value.data;
    await progress();
  }
}

function toArchived({ origin, contents }: ServicePicture): ArchivedService {
  const { service, release, generation, masterKeys } = origin;
  const keys = masterKeys.map(({ id, fingerprint }) => ({ id, fingerprint }));
  return { name: service, release, generation, masterKeys: keys, ...contents };
}

/** As `VORTEX_MASTER_KEY_FILE` has them, each once. */
function keyFile(origins: readonly DumpOrigin[]): string {
  const lines = origins.flatMap(({ masterKeys }) => masterKeys.map(({ id, key }) => `${id}:${key}`));
  return `${[...new Set(lines)].join('\n')}\n`;
}
