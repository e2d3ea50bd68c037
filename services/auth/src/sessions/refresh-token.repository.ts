import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, Scope, SessionId, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';

/** What became of a session when one of its refresh tokens was shown. */
export interface Rotation {
  readonly sessionId: SessionId;
  readonly accountId: AccountId;
  readonly tenantId: TenantId;
  readonly idleExpiresAt: Date;
  /** The token was neither the newest nor, within the grace, the one before it: the session was ended for it. */
  readonly isReused: boolean;
}

export interface ShownToken {
  readonly hash: Buffer;
  readonly successorHash: Buffer;
  readonly clientAddress: string;
}

/** How a session stands to which a token belongs that was refused. */
export interface RefusedSession {
  readonly endedAt: Date | null;
  readonly endedWhy: string | null;
}

/** The newest token, or its immediate predecessor within the grace that began at $4. */
const isWelcome = `(t.generation = s.generation OR (t.generation = s.generation - 1 AND s.rotated_at > $4::timestamptz))`;

/**
 * One statement, so that tokens shown at the same moment are decided one after the other by the lock on their session:
 * the second finds the row as the first has left it. The newest token moves the generation on. The one before it, for
 * as long as the grace lasts, leaves it where it is, and its successor is there already. Any other ends the session.
 * What lies between the last refresh and the idle end stays as long as it was, up to the absolute end.
 * $1 hash, $2 successor's hash, $3 now, $4 start of the grace, $5 address
 */
const rotate = `
WITH family AS (
  UPDATE session s
     SET generation = GREATEST(s.generation, t.generation + 1),
         rotated_at = CASE WHEN t.generation = s.generation THEN $3::timestamptz ELSE s.rotated_at END,
         last_seen_at = $3::timestamptz,
         client_address = $5,
         idle_expires_at = LEAST(s.expires_at, $3::timestamptz + (s.idle_expires_at - s.last_seen_at)),
         ended_at = CASE WHEN ${isWelcome} THEN NULL ELSE $3::timestamptz END,
         ended_why = CASE WHEN ${isWelcome} THEN NULL ELSE 'token_reused' END
    FROM refresh_token t
   WHERE t.hash = $1 AND s.id = t.session_id
     AND s.ended_at IS NULL AND s.idle_expires_at > $3::timestamptz AND s.expires_at > $3::timestamptz
  RETURNING s.id, s.account_id, s.tenant_id, s.idle_expires_at, s.ended_at, t.generation AS shown
), successor AS (
  INSERT INTO refresh_token (hash, session_id, generation, created_at)
  SELECT $2, id, shown + 1, $3::timestamptz FROM family WHERE ended_at IS NULL
  ON CONFLICT DO NOTHING
)
SELECT id AS "sessionId", account_id AS "accountId", tenant_id AS "tenantId", idle_expires_at AS "idleExpiresAt",
       ended_at IS NOT NULL AS "isReused"
  FROM family`;

@Injectable()
export class RefreshTokenRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** The first token of a session. */
  async insert(sessionId: SessionId, hash: Buffer, now: Date): Promise<void> {
    const data = { sessionId, generation: 1, hash: new Uint8Array(hash), createdAt: now };
    await this.db.client.refreshToken.create({ data });
  }

  /** A stranger shows a token, so there is no scope: it names its session itself. Undefined when no open one has it. */
  async rotate(token: ShownToken, now: Date, graceStart: Date): Promise<Rotation | undefined> {
    const { hash, successorHash, clientAddress } = token;
    const [row] = await this.db.sql.query<Rotation>(rotate, [hash, successorHash, now, graceStart, clientAddress]);
    return row;
  }

  /** The session of a token that `rotate` found no open one for. */
  async sessionOf(hash: Buffer): Promise<RefusedSession | undefined> {
    const row = await this.db.client.refreshToken.findUnique({
      where: { hash: new Uint8Array(hash) },
      select: { session: { select: { endedAt: true, endedWhy: true } } },
    });
    return row?.session;
  }

  /** Gives an open session a new token after which no earlier one is welcome. Undefined when it is not open. */
  async replace(scope: Scope, id: SessionId, hash: Buffer, now: Date): Promise<Date | undefined> {
    if (!('tenantId' in scope)) throw new Error('a session is replaced for its account only');
    // Two generations on, so that not even the grace reaches back to the last one.
    const [row] = await this.db.sql.query<{ idleExpiresAt: Date }>(
      `WITH family AS (
         UPDATE session SET generation = generation + 2, rotated_at = $3::timestamptz
          WHERE id = $1 AND tenant_id = $4 AND ($5::uuid IS NULL OR account_id = $5)
            AND ended_at IS NULL AND idle_expires_at > $3::timestamptz AND expires_at > $3::timestamptz
         RETURNING id, generation, idle_expires_at
       ), successor AS (
         INSERT INTO refresh_token (hash, session_id, generation, created_at)
         SELECT $2, id, generation, $3::timestamptz FROM family
       )
       SELECT idle_expires_at AS "idleExpiresAt" FROM family`,
      [id, hash, now, scope.tenantId, scope.ownedBy ?? null],
    );
    return row?.idleExpiresAt;
  }

  /** Forgets up to `limit` tokens made before `before` that were replaced long since. Answers with how many. */
  deleteReplacedBefore(before: Date, limit: number): Promise<number> {
    return this.db.sql.execute(
      `DELETE FROM refresh_token WHERE hash IN (
         SELECT t.hash FROM refresh_token t JOIN session s ON s.id = t.session_id
          WHERE t.created_at < $1 AND t.generation < s.generation - 1 ORDER BY t.created_at LIMIT $2)`,
      [before, limit],
    );
  }
}
