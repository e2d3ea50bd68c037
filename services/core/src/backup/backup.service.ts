import { Injectable } from '@nestjs/common';
import { type Archive, ArchiveServiceService, type CreateArchiveRequest } from '@vortex/contracts/backup';
import { Database } from '@vortex/database';
import { Audit, type AuditRecord, InjectRpc, type RpcClient } from '@vortex/kit';
import { atInput } from '../graphql/input-paths';

const mostOfPage = 1_000;
const fromTheNewest = { last: 0, before: '' };

/** Makes and deletes archives, on the record. What they hold and where they lie is the backup service's. */
@Injectable()
export class BackupService {
  constructor(
    @InjectRpc(ArchiveServiceService) private readonly archives: RpcClient<typeof ArchiveServiceService>,
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  get(id: string): Promise<Archive> {
    return this.archives.getArchive({ id });
  }

  /** All of them: as many as an operator keeps. */
  async list(): Promise<Archive[]> {
    const all: Archive[] = [];
    for (let after = ''; ;) {
      const { archives, pageInfo } = await this.archives.listArchives({
        ...fromTheNewest,
        page: { limit: mostOfPage, after },
      });
      all.push(...archives);
      if (!pageInfo?.hasNextPage) return all;
      after = pageInfo.endCursor;
    }
  }

  async create(request: CreateArchiveRequest, timeoutMs: number): Promise<Archive> {
    const archive = await atInput(this.archives.createArchive(request, { timeoutMs }));
    await this.record('system.backup.create', archive, { after: factsOf(archive) });
    return archive;
  }

  async delete(id: string): Promise<string> {
    const archive = await this.archives.getArchive({ id });
    await this.archives.deleteArchive({ id });
    await this.record('system.backup.delete', archive, { before: factsOf(archive) });
    return archive.id;
  }

  private record(
    action: string,
    { id, fileName: name }: Archive,
    change: Pick<AuditRecord, 'before' | 'after'>,
  ): Promise<void> {
    return this.db.run(() => this.audit.record({ action, subject: { kind: 'backup', ids: [id], name }, ...change }));
  }
}

/** What the audit keeps of an archive. */
function factsOf({
  fileName,
  encrypted,
  withMasterKeys,
  release,
  createdAt,
}: Archive): Readonly<Record<string, unknown>> {
  return { fileName, encrypted, withMasterKeys, release, createdAt };
}
