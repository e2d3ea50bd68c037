import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { TenantId } from '@vortex/kit';
import type { DeviceId, DeviceKind } from '../devices/device';
import type { UserId, UserStatus } from '../users/user';
import type { LinkDevice, LinkState } from './link-state';

interface StateRow {
  token_hash: Buffer;
  id: UserId;
  tenant_id: TenantId;
  username: string;
  status: UserStatus;
  limit_bytes: bigint | null;
  used_bytes: bigint;
  expires_at: Date | null;
  device_limit: number | null;
  groups: string[] | null;
  devices: DeviceRow[] | null;
}

interface DeviceRow {
  id: DeviceId;
  kind: DeviceKind;
  name: string;
  hwid: string | null;
  os: string | null;
  osVersion: string | null;
  model: string | null;
  client: string | null;
  rotations: LinkDevice['rotations'];
  seed: string;
  revokedAt: string | null;
  seenAt: number | null;
  revision: string;
  numbers: readonly (readonly [string, string])[] | null;
}

/** One statement for all that lists need of their users: it runs thousands of times a second. */
const select = `
  SELECT l.token_hash, u.id, u.tenant_id, u.username, u.status, u.limit_bytes, t.used_bytes, u.expires_at, u.device_limit,
    ARRAY(SELECT m.group_id::text FROM group_member m WHERE m.user_id = u.id ORDER BY m.group_id) AS groups,
    (SELECT json_agg(json_build_object(
        'id', d.id, 'kind', d.kind, 'name', d.name, 'hwid', d.hwid, 'os', d.os, 'osVersion', d.os_version,
        'model', d.model, 'client', d.client, 'rotations', d.rotations, 'seed', encode(d.seed, 'base64'),
        'revokedAt', d.revoked_at, 'seenAt', extract(epoch FROM d.last_seen_at), 'revision', d.revision::text,
        'numbers', (SELECT json_agg(json_build_array(a.inbound_id, a.number::text))
                    FROM device_tunnel_address a WHERE a.device_id = d.id))
      ORDER BY d.created_at, d.id) FROM device d WHERE d.user_id = u.id) AS devices
  FROM vpn_user u JOIN user_traffic t ON t.user_id = u.id JOIN subscription_link l ON l.user_id = u.id`;
const byTokens = `${select} WHERE l.token_hash = ANY($1::bytea[])`;
const byUser = `${select} WHERE u.id = $1`;

/** Whose link it is decides the token, not a scope: whoever shows it is served. */
@Injectable()
export class LinkStateRepository {
  constructor(private readonly db: Database) {}

  /** By the hash in base64; what is nobody's is absent. */
  async ofTokens(hashes: readonly string[]): Promise<ReadonlyMap<string, LinkState>> {
    const wanted = hashes.map((hash) => Buffer.from(hash, 'base64'));
    const rows = await this.db.sql.query<StateRow>(byTokens, [wanted], { prepared: true });
    return new Map(rows.map((row) => [row.token_hash.toString('base64'), fromRow(row)]));
  }

  async ofUser(id: UserId): Promise<LinkState | undefined> {
    const [row] = await this.db.sql.query<StateRow>(byUser, [id]);
    return row && fromRow(row);
  }

  async storeTunnelNumbers(
    numbers: readonly { readonly inboundId: string; readonly deviceId: string; readonly number: bigint }[],
  ): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO device_tunnel_address AS known (inbound_id, device_id, number)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[])
       ON CONFLICT (device_id, inbound_id) DO UPDATE SET number = EXCLUDED.number`,
      [
        numbers.map(({ inboundId }) => inboundId),
        numbers.map(({ deviceId }) => deviceId),
        numbers.map(({ number }) => number),
      ],
    );
  }
}

function fromRow(row: StateRow): LinkState {
  return {
    userId: row.id,
    tenantId: row.tenant_id,
    username: row.username,
    status: row.status,
    usedBytes: row.used_bytes,
    limitBytes: row.limit_bytes,
    expiresAt: row.expires_at,
    deviceLimit: row.device_limit,
    groupIds: row.groups ?? [],
    devices: (row.devices ?? []).map(deviceFrom),
    asOf: Number.NEGATIVE_INFINITY,
  };
}

function deviceFrom({ seed, revokedAt, seenAt, numbers, ...device }: DeviceRow): LinkDevice {
  return {
    ...device,
    seed: Buffer.from(seed, 'base64'),
    revokedAt: revokedAt === null ? null : new Date(revokedAt),
    seenAt: (seenAt ?? 0) * 1_000,
    tunnelNumbers: new Map((numbers ?? []).map(([inboundId, number]) => [inboundId, BigInt(number)] as const)),
  };
}
