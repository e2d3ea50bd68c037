import { Controller, Get, Param, Res } from '@nestjs/common';
import { ArchiveServiceService } from '@vortex/contracts/backup';
import { InjectRpc, NotFound, Public, type RpcClient } from '@vortex/kit';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BackupLinks } from './backup-links.service';

/** Hands out the file of an archive to whoever shows a link of `BackupResult.downloadUrl`. */
@Controller('files/backups')
export class BackupDownloadController {
  constructor(
    @InjectRpc(ArchiveServiceService) private readonly archives: RpcClient<typeof ArchiveServiceService>,
    private readonly links: BackupLinks,
  ) {}

  @Get(':token/:fileName')
  @Public()
  async download(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const id = this.links.archiveOf(token);
    if (!id) throw new NotFound('link_unknown');
    const pieces = this.archives.readArchive({ id }, { as: 'itself' })[Symbol.asyncIterator]();
    // What fails, fails with the first piece: until then there is an answer to be given.
    const first = await pieces.next();
    response.setHeader('Content-Type', 'application/octet-stream');
    response.setHeader('Content-Disposition', 'attachment');
    response.setHeader('Cache-Control', 'no-store');
    await pipeline(
      Readable.from(
        (async function* () {
          for (let step = first; !step.done; step = await pieces.next()) yield step.value.data;
        })(),
      ),
      response,
    );
  }
}
