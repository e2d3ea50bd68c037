import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, SessionId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { Revocation, RevocationCursor } from './revocation';

export interface ListedRevocation {
  readonly revocation: Revocation;
  readonly cursor: RevocationCursor;
}

/** The platform's list: every service asks for the whole of it, so there is no scope to take. */
@Injectable()
export class RevocationRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async insert(revocations: readonly Revocation[], now: Date): Promise<void> {
    const data = revocations.map(({ expiresAt, kind, subjectId, ...rest }) => {
      const beforeRevision = 'beforeRevision' in rest ? rest.beforeRevision : 0n;
      return { kind, subjectId, beforeRevision, expiresAt, revokedAt: now };
    });
    await this.db.client.revocation.createMany({ data });
  }

  /** Up to `limit` that still matter, after the cursor, oldest first. */
  async list(after: RevocationCursor, now: Date, limit: number): Promise<ListedRevocation[]> {
    const { revokedAt, position } = after;
    const rows = await this.db.client.revocation.findMany({
      where: {
        expiresAt: { gt: now },
        OR: [{ revokedAt: { gt: revokedAt } }, { revokedAt, position: { gt: position } }],
      },
      orderBy: [{ revokedAt: 'asc' }, { position: 'asc' }],
      take: limit,
    });
    return rows.map((row) => ({
      revocation:
        row.kind === 'account'
          ? {
              kind: 'account',
              subjectId: row.subjectId as AccountId,
              beforeRevision: row.beforeRevision,
              expiresAt: row.expiresAt,
            }
          : { kind: 'session', subjectId: row.subjectId as SessionId, expiresAt: row.expiresAt },
      cursor: { revokedAt: row.revokedAt, position: row.position },
    }));
  }

  async deleteExpiredBefore(before: Date): Promise<void> {
    await this.db.client.revocation.deleteMany({ where: { expiresAt: { lt: before } } });
  }
}
