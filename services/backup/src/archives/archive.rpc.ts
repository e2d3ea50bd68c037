import { Injectable } from '@nestjs/common';
import {
  type Archive as ArchiveMessage,
  type ArchiveOrigin,
  type ArchivePage as ArchivePageMessage,
  type ArchivePiece,
  ArchiveServiceService,
  type ArchiveState,
  type CreateArchiveRequest,
  type DeleteArchiveRequest,
  type DeletedArchive,
  type GetArchiveRequest,
  type ListArchivesRequest,
  type ReadArchiveRequest,
  type StoreArchiveRequest,
} from '@vortex/contracts/backup';
import { Rpc, type RpcCall } from '@vortex/kit';
import { z } from 'zod';
import { type Archive, archiveId } from './archive';
import { OperatorOnly } from './archive.errors';
import { ArchiveService } from './archive.service';
import { ArchiveUpload } from './archive-upload.service';
import { operator } from './operator';

const id = z.uuid();
const defaultLimit = 50;
/** Hands files to whoever shows a link it has sealed for somebody of the operator. */
const gateway = 'core';
const mostRows = 1_000;
const place = z.union([z.literal(''), id]);
const page = z.object({ limit: z.number().int().min(0).max(mostRows), after: place });
const listing = z.object({
  page: page.default({ limit: 0, after: '' }),
  last: z.number().int().min(0).max(mostRows),
  before: place,
});
const passphrase = z.union([z.literal(''), z.string().min(12, 'Use at least 12 characters.').max(1_024)]);
const creation = z
  .object({ passphrase, withMasterKeys: z.boolean(), waitMs: z.number().int().max(60_000) })
  .refine(({ passphrase: given, withMasterKeys }) => !withMasterKeys || given !== '', {
    path: ['passphrase'],
    message: 'An archive with master keys must be encrypted.',
  });

@Injectable()
export class ArchiveRpc {
  constructor(
    private readonly archives: ArchiveService,
    private readonly uploads: ArchiveUpload,
  ) {}

  @Rpc(ArchiveServiceService.createArchive, { input: creation })
  async createArchive(request: CreateArchiveRequest, call: RpcCall): Promise<ArchiveMessage> {
    const { tenantId } = operator(call);
    return toWire(await this.archives.create(tenantId, request, request.waitMs));
  }

  @Rpc(ArchiveServiceService.getArchive, { input: z.object({ id }) })
  async getArchive(request: GetArchiveRequest, call: RpcCall): Promise<ArchiveMessage> {
    return toWire(await this.archives.find(operator(call).scope, archiveId(request.id)));
  }

  @Rpc(ArchiveServiceService.listArchives, { input: listing })
  async listArchives({ page: part, last, before }: ListArchivesRequest, call: RpcCall): Promise<ArchivePageMessage> {
    const found = await this.archives.list(operator(call).scope, {
      limit: last || part?.limit || defaultLimit,
      backward: last > 0,
      after: part?.after ? archiveId(part.after, 'page.after') : undefined,
      before: before ? archiveId(before, 'before') : undefined,
    });
    const { hasNextPage, hasPreviousPage } = found;
    const endCursor = found.archives.at(-1)?.id ?? '';
    return {
      archives: found.archives.map(toWire),
      pageInfo: { endCursor, hasNextPage },
      hasPreviousPage,
      totalCount: BigInt(found.totalCount),
    };
  }

  @Rpc(ArchiveServiceService.deleteArchive, { input: z.object({ id }) })
  async deleteArchive(request: DeleteArchiveRequest, call: RpcCall): Promise<DeletedArchive> {
    await this.archives.remove(operator(call).scope, archiveId(request.id));
    return { id: request.id };
  }

  @Rpc(ArchiveServiceService.readArchive, { input: z.object({ id }) })
  async *readArchive(request: ReadArchiveRequest, call: RpcCall): AsyncGenerator<ArchivePiece> {
    if (call.peer !== gateway) throw new OperatorOnly();
    const file = await this.archives.read(call.scope(), archiveId(request.id));
    for await (const data of file) yield { data };
  }

  @Rpc(ArchiveServiceService.storeArchive)
  async storeArchive(pieces: AsyncIterable<StoreArchiveRequest>, call: RpcCall): Promise<ArchiveMessage> {
    const { tenantId } = operator(call);
    return toWire(await this.uploads.store(tenantId, pieces, call.signal));
  }
}

function toWire({ state, origin, ...archive }: Archive): ArchiveMessage {
  return {
    ...archive,
    origin: `ARCHIVE_ORIGIN_${origin.toUpperCase() as Uppercase<typeof origin>}` satisfies ArchiveOrigin,
    state: `ARCHIVE_STATE_${state.toUpperCase() as Uppercase<typeof state>}` satisfies ArchiveState,
  };
}
