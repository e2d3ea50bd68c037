import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { PrismaClient } from '../generated/prisma/client';
import type { FollowUpKind, UserFollowUp } from './user-follow-up';

const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Work that the platform owes: it belongs to no caller, so there is no scope to take. */
@Injectable()
export class UserFollowUpRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** From the first user on, also where it is under way. */
  async begin(kind: FollowUpKind, subjectId: string): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO user_follow_up (kind, subject_id, cursor) VALUES ($1, $2, $3)
       ON CONFLICT (kind, subject_id) DO UPDATE SET cursor = EXCLUDED.cursor`,
      [kind, subjectId, beforeAll],
    );
  }

  /** One that no other replica is busy with, locked until the transaction ends. */
  async lockNext(): Promise<UserFollowUp | undefined> {
    const [next] = await this.db.sql.query<UserFollowUp>(
      `SELECT kind, subject_id AS "subjectId", cursor FROM user_follow_up
       ORDER BY kind, subject_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    return next;
  }

  async advance({ kind, subjectId }: UserFollowUp, cursor: string): Promise<void> {
    await this.db.client.userFollowUp.updateMany({ where: { kind, subjectId }, data: { cursor } });
  }

  async end({ kind, subjectId }: UserFollowUp): Promise<void> {
    await this.db.client.userFollowUp.deleteMany({ where: { kind, subjectId } });
  }
}
