import { Controller, Post, Req } from '@nestjs/common';
import { ArchiveServiceService, type StoreArchiveRequest } from '@vortex/contracts/backup';
import { Database } from '@vortex/database';
import { Audit, InjectRpc, Permission, type RpcClient } from '@vortex/kit';
import type { IncomingMessage } from 'node:http';
import { FileRefused } from '../csv/csv.errors';

/** As long as it may take to send one, whatever the line. */
const timeoutMs = 3_600_000;
const contentType = 'application/octet-stream';

/** Takes an archive that was made elsewhere, for `restoreBackup`. */
@Controller('files/backups')
export class BackupUploadController {
  constructor(
    @InjectRpc(ArchiveServiceService) private readonly archives: RpcClient<typeof ArchiveServiceService>,
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** One content type only: what a form of a foreign page can send is something else. */
  @Post()
  @Permission('system.backup.restore')
  async upload(@Req() request: IncomingMessage): Promise<{ id: string; fileName: string }> {
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
    if (type !== contentType) throw new FileRefused('content_type', { expected: contentType });
    const { id, fileName } = await this.archives.storeArchive(piecesOf(request), { timeoutMs });
    const subject = { kind: 'backup', ids: [id], name: fileName };
    await this.db.run(() => this.audit.record({ action: 'system.backup.upload', subject, after: { fileName } }));
    return { id, fileName };
  }
}

async function* piecesOf(request: IncomingMessage): AsyncGenerator<StoreArchiveRequest> {
  for await (const data of request as AsyncIterable<Buffer>) yield { data };
}
