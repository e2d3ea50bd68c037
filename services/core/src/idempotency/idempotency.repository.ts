import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';

/** Names one mutation of one caller. */
export interface RecordName {
  readonly accountId: AccountId;
  readonly key: string;
  readonly field: string;
}

export interface IdempotencyRecord {
  readonly requestHash: string;
  readonly state: 'running' | 'done' | 'unknown';
  readonly claim: string;
  readonly claimedAt: Date;
  readonly answer: Uint8Array | null;
}

export interface NewClaim {
  readonly requestHash: string;
  readonly claim: string;
  readonly claimedAt: Date;
  readonly expiresAt: Date;
}

@Injectable()
export class IdempotencyRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Until the transaction at hand ends, no other one gets this name. Answers at once. */
  async tryLock({ accountId, key, field }: RecordName): Promise<boolean> {
    const [row] = await this.db.sql.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 5)) AS locked',
      [`${accountId}:${field}:${key}`],
    );
    return row?.locked === true;
  }

  async find({ accountId, key, field }: RecordName, now: Date): Promise<IdempotencyRecord | undefined> {
    const where = { accountId, key, field, expiresAt: { gt: now } };
    const row = await this.db.client.idempotencyRecord.findFirst({ where });
    return row ? { ...row, state: row.state as IdempotencyRecord['state'] } : undefined;
  }

  /** False when somebody else has claimed it meanwhile. */
  async claim(name: RecordName, { requestHash, claim, claimedAt, expiresAt }: NewClaim): Promise<boolean> {
    const claimed = await this.db.sql.execute(
      `INSERT INTO idempotency_record (account_id, key, field, request_hash, state, claim, claimed_at, expires_at)
       VALUES ($1, $2, $3, $4, 'running', $5, $6, $7)
       ON CONFLICT (account_id, key, field) DO UPDATE
         SET request_hash = EXCLUDED.request_hash, state = 'running', claim = EXCLUDED.claim, answer = NULL,
             claimed_at = EXCLUDED.claimed_at, expires_at = EXCLUDED.expires_at
         WHERE idempotency_record.expires_at <= EXCLUDED.claimed_at`,
      [name.accountId, name.key, name.field, requestHash, claim, claimedAt, expiresAt],
    );
    return claimed === 1;
  }

  async complete({ accountId, key, field }: RecordName, claim: string, answer: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.db.client.idempotencyRecord.updateMany({
      where: { accountId, key, field, claim },
      data: { state: 'done', answer },
    });
  }

  async markUnknown({ accountId, key, field }: RecordName, claim: string): Promise<void> {
    await this.db.client.idempotencyRecord.updateMany({
      where: { accountId, key, field, claim },
      data: { state: 'unknown' },
    });
  }

  /** Nothing has happened, so the key is free again. */
  async release({ accountId, key, field }: RecordName, claim: string): Promise<void> {
    await this.db.client.idempotencyRecord.deleteMany({ where: { accountId, key, field, claim } });
  }

  async removeExpired(now: Date): Promise<void> {
    await this.db.client.idempotencyRecord.deleteMany({ where: { expiresAt: { lte: now } } });
  }
}
