import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';

/** Tokens that let agents enrol, and the certificates they were given. */
@Injectable()
export class CertificateRepository {
  constructor(private readonly db: Database) {}

  async insertToken(tokenHash: Buffer, serverId: ServerId, expiresAt: Date): Promise<void> {
    await this.db.sql.execute('INSERT INTO enrolment_token (token_hash, server_id, expires_at) VALUES ($1, $2, $3)', [
      tokenHash,
      serverId,
      expiresAt,
    ]);
  }

  /** The server a token is for, if it is good at that moment; nobody can use it again. */
  async useToken(tokenHash: Buffer, now: Date): Promise<ServerId | undefined> {
    const [row] = await this.db.sql.query<{ server_id: ServerId }>(
      `UPDATE enrolment_token SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
       RETURNING server_id`,
      [tokenHash, now],
    );
    return row?.server_id;
  }

  /** Whether it was made here and its time has not passed, used or not. */
  async knowsToken(tokenHash: Buffer, now: Date): Promise<boolean> {
    const rows = await this.db.sql.query('SELECT FROM enrolment_token WHERE token_hash = $1 AND expires_at > $2', [
      tokenHash,
      now,
    ]);
    return rows.length > 0;
  }

  async insert(fingerprint: Buffer, serverId: ServerId, issuedAt: Date, expiresAt: Date): Promise<void> {
    await this.db.sql.execute(
      'INSERT INTO node_certificate (fingerprint, server_id, issued_at, expires_at) VALUES ($1, $2, $3, $4)',
      [fingerprint, serverId, issuedAt, expiresAt],
    );
  }

  /** Whose certificate it is, unless it was revoked. */
  async holder(fingerprint: Buffer): Promise<ServerId | undefined> {
    const [row] = await this.db.sql.query<{ server_id: ServerId }>(
      'SELECT server_id FROM node_certificate WHERE fingerprint = $1 AND revoked_at IS NULL',
      [fingerprint],
    );
    return row?.server_id;
  }

  /** Certificates and tokens of a server. Answers with the number of certificates that were good until now. */
  async revoke(serverId: ServerId, now: Date): Promise<number> {
    await this.db.sql.execute('DELETE FROM enrolment_token WHERE server_id = $1', [serverId]);
    const rows = await this.db.sql.query<{ expires_at: Date }>(
      `UPDATE node_certificate SET revoked_at = $2 WHERE server_id = $1 AND revoked_at IS NULL RETURNING expires_at`,
      [serverId, now],
    );
    return rows.filter(({ expires_at: until }) => until > now).length;
  }

  /** Whose certificate it is, or was. */
  async everHolder(fingerprint: Buffer): Promise<ServerId | undefined> {
    const [row] = await this.db.sql.query<{ server_id: ServerId }>(
      'SELECT server_id FROM node_certificate WHERE fingerprint = $1',
      [fingerprint],
    );
    return row?.server_id;
  }

  /** The server a token was made for, whether it is still good or not. */
  async tokenOf(tokenHash: Buffer): Promise<ServerId | undefined> {
    const [row] = await this.db.sql.query<{ server_id: ServerId }>(
      'SELECT server_id FROM enrolment_token WHERE token_hash = $1',
      [tokenHash],
    );
    return row?.server_id;
  }
}
