import { Controller, Get, Header, Post, Query, Req, Res } from '@nestjs/common';
import { accountOf, anonymous, currentCall, type AccountCaller, parseId, Permission } from '@vortex/kit';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { CsvExport } from './csv-export.service';
import { CsvImport } from './csv-import.service';
import { FileRefused } from './csv.errors';

const mostBytes = 16 * 1024 * 1024;

@Controller('files')
export class FilesController {
  constructor(
    private readonly exports: CsvExport,
    private readonly imports: CsvImport,
  ) {}

  @Get('users.csv')
  @Permission('core.user.export')
  @Header('cache-control', 'no-store')
  async download(@Query('download') id: unknown, @Res() response: ServerResponse): Promise<void> {
    const file = await this.exports.open(caller(), parseId(typeof id === 'string' ? id : '', 'download'));
    response.setHeader('content-type', 'text/csv; charset=utf-8; header=present');
    response.setHeader('content-disposition', 'attachment; filename="users.csv"');
    await pipeline(file, response).catch((error: unknown) => {
      // Who goes away in the middle has lost nothing of ours.
      if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  }

  /** `text/csv` only: what a form of a foreign page can send is something else. */
  @Post('uploads')
  @Permission('core.user.import')
  async upload(@Req() request: IncomingMessage): Promise<{ id: string }> {
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
    if (type !== 'text/csv') throw new FileRefused('content_type', { expected: 'text/csv' });
    return { id: await this.imports.upload(caller(), await bodyOf(request)) };
  }
}

function caller(): AccountCaller {
  return accountOf(currentCall()?.caller ?? anonymous);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = new FileRefused('too_large', { mostBytes: String(mostBytes) });
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLarge;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > mostBytes) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
