import { Injectable } from '@nestjs/common';
import {
  type Archive as ArchiveMessage,
  type ArchivePage as ArchivePageMessage,
  ArchiveServiceService,
  type CreateArchiveRequest,
  type GetArchiveRequest,
  type ListArchivesRequest,
  type RenameArchiveRequest,
} from '@vortex/contracts/backup';
import { accountOf, Rpc, type RpcCall } from '@vortex/kit';
import { z } from 'zod';
import { type Archive, archiveId } from './archive';
import { ArchiveService } from './archive.service';

const id = z.uuid();
const name = z.string().trim().min(1).max(100);
const defaultLimit = 50;
const page = z.object({ limit: z.number().int().min(0).max(1_000), after: z.union([z.literal(''), id]) });

@Injectable()
export class ArchiveRpc {
  constructor(private readonly archives: ArchiveService) {}

  @Rpc(ArchiveServiceService.createArchive, { input: z.object({ name }) })
  async createArchive(request: CreateArchiveRequest, call: RpcCall): Promise<ArchiveMessage> {
    return toWire(await this.archives.create(accountOf(call.caller).tenantId, request.name));
  }

  @Rpc(ArchiveServiceService.renameArchive, { input: z.object({ id, name }) })
  async renameArchive(request: RenameArchiveRequest, call: RpcCall): Promise<ArchiveMessage> {
    return toWire(await this.archives.rename(call.scope(), archiveId(request.id), request.name));
  }

  @Rpc(ArchiveServiceService.getArchive, { input: z.object({ id }) })
  async getArchive(request: GetArchiveRequest, call: RpcCall): Promise<ArchiveMessage> {
    return toWire(await this.archives.find(call.scope(), archiveId(request.id)));
  }

  @Rpc(ArchiveServiceService.listArchives, { input: z.object({ page: page.default({ limit: 0, after: '' }) }) })
  async listArchives(request: ListArchivesRequest, call: RpcCall): Promise<ArchivePageMessage> {
    const limit = request.page?.limit || defaultLimit;
    const after = request.page?.after ? archiveId(request.page.after, 'page.after') : undefined;
    const found = await this.archives.list(call.scope(), limit, after);
    const endCursor = found.archives.at(-1)?.id ?? '';
    return { archives: found.archives.map(toWire), pageInfo: { endCursor, hasNextPage: found.hasNextPage } };
  }
}

function toWire(archive: Archive): ArchiveMessage {
  return { ...archive };
}
