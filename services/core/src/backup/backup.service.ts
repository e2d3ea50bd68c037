import { Injectable } from '@nestjs/common';
import { type Archive, ArchiveServiceService, type CreateArchiveRequest } from '@vortex/contracts/backup';
import { Database } from '@vortex/database';
import { Audit, InjectRpc, type RpcClient } from '@vortex/kit';
import { atInput } from '../graphql/input-paths';

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

  async create(request: CreateArchiveRequest, timeoutMs: number): Promise<Archive> {
    const archive = await atInput(this.archives.createArchive(request, { timeoutMs }));
    await this.record('system.backup.create', archive.id, archive.fileName);
    return archive;
  }

  async delete(id: string): Promise<string> {
    const deleted = await this.archives.deleteArchive({ id });
    await this.record('system.backup.delete', deleted.id);
    return deleted.id;
  }

  private record(action: string, id: string, name = ''): Promise<void> {
    return this.db.run(() => this.audit.record({ action, subject: { kind: 'backup', ids: [id], name } }));
  }
}
