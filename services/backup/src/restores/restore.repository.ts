import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, SessionId } from '@vortex/kit';
import type { ArchiveId } from '../archives/archive';
import type { PrismaClient } from '../generated/prisma/client';
import type { RestoreModel } from '../generated/prisma/models';
import type { RequestId, Restore, RestoreId } from './restore';
import { RestoreInProgress } from './restore.errors';

/** The restores of the platform. They are the operator's, so there is no scope to them. */
@Injectable()
export class RestoreRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Refuses a second one at a time. */
  async insert(restore: Restore): Promise<void> {
    const { count } = await this.db.client.restore.createMany({ data: toRow(restore), skipDuplicates: true });
    if (count === 0) throw new RestoreInProgress();
  }

  async findRequest(requestId: RequestId): Promise<Restore | undefined> {
    const row = await this.db.client.restore.findUnique({ where: { requestId } });
    return row ? from(row) : undefined;
  }

  async find(id: string): Promise<Restore | undefined> {
    const row = await this.db.client.restore.findUnique({ where: { id } });
    return row ? from(row) : undefined;
  }

  /** Ids grow with time. */
  async latest(): Promise<Restore | undefined> {
    const row = await this.db.client.restore.findFirst({ orderBy: { id: 'desc' } });
    return row ? from(row) : undefined;
  }

  async running(): Promise<Restore | undefined> {
    const row = await this.db.client.restore.findFirst({ where: { running: true } });
    return row ? from(row) : undefined;
  }

  async countFailed(): Promise<number> {
    return this.db.client.restore.count({ where: { failure: { not: '' } } });
  }

  async keepSafety(id: RestoreId, safetyArchiveId: ArchiveId): Promise<void> {
    await this.db.client.restore.updateMany({ where: { id, running: true }, data: { safetyArchiveId } });
  }

  /** Stores the end of one that goes on. False when somebody has before. */
  async settle({ id, generation, failure, finishedAt }: Restore): Promise<boolean> {
    const data = { running: null, generation, failure, finishedAt: finishedAt ?? null };
    return (await this.db.client.restore.updateMany({ where: { id, running: true }, data })).count === 1;
  }
}

function toRow({ state, asker, safetyArchiveId, finishedAt, ...rest }: Restore) {
  const { accountId: askedBy, role, sessionId } = asker;
  const running = state === 'running' ? true : null;
  return {
    ...rest,
    askedBy,
    role,
    sessionId,
    running,
    safetyArchiveId: safetyArchiveId ?? null,
    finishedAt: finishedAt ?? null,
  };
}

function from({ running, askedBy, role, sessionId, safetyArchiveId, finishedAt, ...row }: RestoreModel): Restore {
  return {
    ...row,
    id: row.id as RestoreId,
    requestId: row.requestId as RequestId,
    archiveId: row.archiveId as ArchiveId,
    asker: { accountId: askedBy as AccountId, role, sessionId: sessionId as SessionId },
    state: running === true ? 'running' : row.failure === '' ? 'done' : 'failed',
    safetyArchiveId: (safetyArchiveId as ArchiveId | null) ?? undefined,
    finishedAt: finishedAt ?? undefined,
  };
}
