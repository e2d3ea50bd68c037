import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { connectable, type Gone, type KnownGroup, type KnownUser, type UserOnTerms } from './known-user';
import { termsText } from './terms';

const userColumns = `
  id, tenant_id AS "tenantId", status, group_ids::text[] AS "groupIds", limit_bytes AS "limitBytes",
  period_started_at AS "periodStartedAt", expires_at AS "expiresAt", uplink_bps AS "uplinkBps",
  downlink_bps AS "downlinkBps", most_devices AS "mostDevices", most_addresses AS "mostAddresses", revision`;

/** Users and groups as core's events tell of them. Statements answer with the ids that really changed. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly db: Database) {}

  storeUsers(users: readonly KnownUser[]): Promise<string[]> {
    return this.changed(
      `INSERT INTO known_user AS known
         (id, tenant_id, status, group_ids, limit_bytes, period_started_at, expires_at, uplink_bps, downlink_bps,
          most_devices, most_addresses, deleted, revision)
       SELECT (u->>'id')::uuid, (u->>'tenantId')::uuid, u->>'status',
              ARRAY(SELECT jsonb_array_elements_text(u->'groupIds')::uuid), (u->>'limitBytes')::bigint,
              (u->>'periodStartedAt')::timestamptz, (u->>'expiresAt')::timestamptz, (u->>'uplinkBps')::bigint,
              (u->>'downlinkBps')::bigint, (u->>'mostDevices')::int, (u->>'mostAddresses')::int, false,
              (u->>'revision')::bigint
       FROM jsonb_array_elements($1::jsonb) AS u
       ON CONFLICT (id) DO UPDATE SET
         tenant_id = EXCLUDED.tenant_id, status = EXCLUDED.status, group_ids = EXCLUDED.group_ids,
         limit_bytes = EXCLUDED.limit_bytes, period_started_at = EXCLUDED.period_started_at,
         expires_at = EXCLUDED.expires_at, uplink_bps = EXCLUDED.uplink_bps, downlink_bps = EXCLUDED.downlink_bps,
         most_devices = EXCLUDED.most_devices, most_addresses = EXCLUDED.most_addresses,
         revision = EXCLUDED.revision
       WHERE known.revision < EXCLUDED.revision AND NOT known.deleted
       RETURNING id`,
      [json(latest(users))],
    );
  }

  removeUsers(gone: readonly Gone[]): Promise<string[]> {
    return this.changed(
      `INSERT INTO known_user AS known
         (id, tenant_id, status, group_ids, uplink_bps, downlink_bps, most_devices, most_addresses, deleted, revision)
       SELECT (u->>'id')::uuid, (u->>'tenantId')::uuid, 'deleted', '{}', 0, 0, 0, 0, true, (u->>'revision')::bigint
       FROM jsonb_array_elements($1::jsonb) AS u
       ON CONFLICT (id) DO UPDATE SET deleted = true, revision = EXCLUDED.revision, group_ids = '{}'
       WHERE NOT known.deleted
       RETURNING id`,
      [json(latest(gone))],
    );
  }

  storeGroup({ id, tenantId, inboundIds, revision }: KnownGroup): Promise<string[]> {
    return this.changed(
      `INSERT INTO known_group AS known (id, tenant_id, inbound_ids, deleted, revision) VALUES ($1, $2, $3, false, $4)
       ON CONFLICT (id) DO UPDATE SET inbound_ids = EXCLUDED.inbound_ids, revision = EXCLUDED.revision
       WHERE known.revision < EXCLUDED.revision AND NOT known.deleted
       RETURNING id`,
      [id, tenantId, inboundIds, revision],
    );
  }

  removeGroup({ id, tenantId, revision }: Gone): Promise<string[]> {
    return this.changed(
      `INSERT INTO known_group AS known (id, tenant_id, inbound_ids, deleted, revision) VALUES ($1, $2, '{}', true, $3)
       ON CONFLICT (id) DO UPDATE SET deleted = true, inbound_ids = '{}', revision = EXCLUDED.revision
       WHERE NOT known.deleted
       RETURNING id`,
      [id, tenantId, revision],
    );
  }

  membersOf(groupIds: readonly string[]): Promise<string[]> {
    return this.changed('SELECT id FROM known_user WHERE group_ids && $1::uuid[] AND NOT deleted', [groupIds]);
  }

  groupsWith(inboundIds: readonly string[]): Promise<string[]> {
    return this.changed('SELECT id FROM known_group WHERE inbound_ids && $1::uuid[] AND NOT deleted', [inboundIds]);
  }

  find(ids: readonly string[]): Promise<KnownUser[]> {
    return this.db.sql.query<KnownUser>(`SELECT ${userColumns} FROM known_user WHERE id = ANY($1::uuid[])`, [ids]);
  }

  async onTerms(ids: readonly string[]): Promise<UserOnTerms[]> {
    const rows = await this.db.sql.texts(`SELECT id, ${termsText} FROM known_user WHERE id = ANY ($1::uuid[])`, [ids]);
    return rows.map(([id, terms]) => ({ id: id ?? '', terms: terms ?? '' }));
  }

  /** The groups that give any of these inbounds. */
  groupsGiving(inboundIds: readonly string[]): Promise<Pick<KnownGroup, 'id' | 'tenantId' | 'inboundIds'>[]> {
    return this.db.sql.query(
      `SELECT id, tenant_id AS "tenantId", inbound_ids::text[] AS "inboundIds" FROM known_group
       WHERE inbound_ids && $1::uuid[] AND NOT deleted`,
      [inboundIds],
    );
  }

  /** Puts users where they belong now, as of a revision. Answers with the servers that have something to hear. */
  async place(userIds: readonly string[], revision: bigint): Promise<string[]> {
    const rows = await this.db.sql.query<{ serverId: string }>(
      `WITH wanted AS (
         SELECT DISTINCT i.server_id, u.id AS user_id
         FROM known_user u JOIN known_group g ON g.id = ANY (u.group_ids) AND g.tenant_id = u.tenant_id
         JOIN inbound i ON i.id = ANY (g.inbound_ids) AND i.enabled AND (i.tenant_id = u.tenant_id OR i.shared)
         JOIN server s ON s.id = i.server_id AND s.state <> 'disabled'
         WHERE u.id = ANY ($1::uuid[]) AND NOT u.deleted AND u.status = ANY ($3::text[])
       ), added AS (
         INSERT INTO served_user AS known (server_id, user_id, present, revision)
         SELECT server_id, user_id, true, $2 FROM wanted
         ON CONFLICT (server_id, user_id) DO UPDATE SET present = true, revision = EXCLUDED.revision
         RETURNING server_id
       ), gone AS (
         UPDATE served_user known SET present = false, revision = $2
         WHERE known.user_id = ANY ($1::uuid[]) AND known.present
           AND NOT EXISTS (SELECT FROM wanted w WHERE w.server_id = known.server_id AND w.user_id = known.user_id)
         RETURNING server_id
       )
       SELECT server_id AS "serverId" FROM added UNION SELECT server_id FROM gone`,
      [userIds, revision, connectable],
    );
    return rows.map(({ serverId }) => serverId);
  }

  private async changed(sql: string, params: readonly unknown[]): Promise<string[]> {
    return (await this.db.sql.query<{ id: string }>(sql, params)).map(({ id }) => id);
  }
}

/** A batch may hold two events of one user, and a statement changes a row once. */
function latest<T extends { readonly id: string; readonly revision: bigint }>(items: readonly T[]): T[] {
  const byId = new Map<string, T>();
  for (const item of items) if ((byId.get(item.id)?.revision ?? -1n) < item.revision) byId.set(item.id, item);
  return [...byId.values()];
}

function json(items: readonly object[]): string {
  return JSON.stringify(items, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
