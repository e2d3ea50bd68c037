import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Keyring, type Scope } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import { deviceSeedColumn, sealContext } from '../sealed-columns';
import type { UserId } from '../users/user';
import { userScope } from '../users/user-filter.sql';
import type { Rotations } from './credentials';
import type { Device, DeviceId, DeviceKind, SeededDevice } from './device';
import { DeviceNotFound } from './device.errors';
import { sealedDevice } from './sealed-devices';

/** With its seed as the database keeps it. */
export interface SealedDevice extends Device {
  readonly seed: Uint8Array<ArrayBuffer>;
}

interface DeviceRow {
  id: DeviceId;
  tenant_id: Device['tenantId'];
  user_id: UserId;
  kind: DeviceKind;
  name: string;
  hwid: string | null;
  os: string | null;
  os_version: string | null;
  model: string | null;
  client: string | null;
  rotations: Rotations;
  created_at: Date;
  first_seen_at: Date | null;
  last_seen_at: Date | null;
  revoked_at: Date | null;
  revision: bigint;
}

const columns = [
  ...['id', 'tenant_id', 'user_id', 'kind', 'name', 'hwid', 'os', 'os_version', 'model', 'client', 'rotations'],
  ...['created_at', 'first_seen_at', 'last_seen_at', 'revoked_at', 'revision'],
]
  .map((column) => `d.${column}`)
  .join(', ');
const joined = 'device d JOIN vpn_user u ON u.id = d.user_id';

/** Seeds are sealed on their way in and opened on their way out; no list carries them. */
@Injectable()
export class DeviceRepository {
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly keyring: Keyring,
  ) {}

  /** As they are stored. */
  sealed(devices: readonly SeededDevice[]): SealedDevice[] {
    const seeds = this.keyring.sealAll(
      devices.map(({ id, seed }) => ({ plaintext: seed, context: sealContext(deviceSeedColumn, id) })),
    );
    return devices.map((device, n) => ({ ...device, seed: seeds[n] ?? new Uint8Array() }));
  }

  /** By hand: a thousand of them through the ORM cost ten times as much. */
  async insertMany(devices: readonly SealedDevice[]): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO device (id, tenant_id, user_id, kind, name, hwid, os, os_version, model, client, seed, rotations,
                           created_at, first_seen_at, last_seen_at, revoked_at, revision)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                            $9::text[], $10::text[], $11::bytea[], $12::jsonb[], $13::timestamptz[], $14::timestamptz[],
                            $15::timestamptz[], $16::timestamptz[], $17::bigint[])`,
      [
        ...[devices.map(({ id }) => id), devices.map(({ tenantId }) => tenantId), devices.map(({ userId }) => userId)],
        ...[devices.map(({ kind }) => kind), devices.map(({ name }) => name), devices.map(({ hwid }) => hwid)],
        ...[devices.map(({ os }) => os), devices.map(({ osVersion }) => osVersion)],
        ...[devices.map(({ model }) => model), devices.map(({ client }) => client)],
        devices.map(({ seed }) => seed),
        devices.map(({ rotations }) => JSON.stringify(rotations)),
        ...[devices.map(({ createdAt }) => createdAt), devices.map(({ firstSeenAt }) => firstSeenAt)],
        ...[devices.map(({ lastSeenAt }) => lastSeenAt), devices.map(({ revokedAt }) => revokedAt)],
        devices.map(({ revision }) => revision),
      ],
    );
  }

  async find(scope: Scope, id: DeviceId): Promise<Device> {
    const [device] = await this.read(scope, 'd.id', [id]);
    if (!device) throw new DeviceNotFound(id);
    return device;
  }

  /** In the order they were made. */
  ofUsers(scope: Scope, userIds: readonly UserId[]): Promise<Device[]> {
    return this.read(scope, 'd.user_id', userIds, 'ORDER BY d.user_id, d.created_at, d.id');
  }

  async seedsOf(scope: Scope, ids: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, string>> {
    const parameters = new SqlParameters();
    const where = [`d.id = ANY (${parameters.add(ids, 'uuid[]')})`, ...userScope(scope, parameters)];
    const rows = await this.db.sql.query<{ id: DeviceId; seed: Uint8Array }>(
      `SELECT d.id, d.seed FROM ${joined} ${whereOf(where)}`,
      parameters.values,
    );
    return new Map(
      rows.map(({ id, seed }) => [id, this.keyring.openText(seed, sealContext(deviceSeedColumn, id))] as const),
    );
  }

  /** Whichever tenant's, sealed: servers start empty and are told of all their users. */
  async thatMayConnect(userIds: readonly UserId[]): Promise<Uint8Array<ArrayBuffer>> {
    const [row] = await this.db.sql.query<{ rows: Uint8Array<ArrayBuffer> | null }>(
      `SELECT string_agg(${sealedDevice}, '' ORDER BY user_id, created_at, id) AS rows FROM device
       WHERE user_id = ANY ($1::uuid[]) AND revoked_at IS NULL`,
      [userIds],
    );
    return row?.rows ?? new Uint8Array();
  }

  /** Stores the next revision of devices whose user the caller has locked, with their seeds where they have new ones. */
  async saveMany(devices: readonly (Device | SeededDevice)[]): Promise<void> {
    for (const device of devices) {
      const { id, name, rotations, revokedAt, revision } = device;
      const [sealed] = 'seed' in device ? this.sealed([device]) : [];
      const seed = sealed ? { seed: sealed.seed } : {};
      await this.db.client.device.updateMany({
        where: { id },
        data: { name, rotations, revokedAt, revision, ...seed },
      });
    }
  }

  async deleteMany(ids: readonly DeviceId[]): Promise<void> {
    await this.db.client.device.deleteMany({ where: { id: { in: [...ids] } } });
  }

  private async read(scope: Scope, column: string, ids: readonly string[], tail = ''): Promise<Device[]> {
    const parameters = new SqlParameters();
    const where = [`${column} = ANY (${parameters.add(ids, 'uuid[]')})`, ...userScope(scope, parameters)];
    const rows = await this.db.sql.query<DeviceRow>(
      `SELECT ${columns} FROM ${joined} ${whereOf(where)} ${tail}`,
      parameters.values,
    );
    return rows.map(fromRow);
  }
}

function fromRow(row: DeviceRow): Device {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    userId: row.user_id,
    kind: row.kind,
    name: row.name,
    hwid: row.hwid,
    os: row.os,
    osVersion: row.os_version,
    model: row.model,
    client: row.client,
    rotations: row.rotations,
    createdAt: row.created_at,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    revokedAt: row.revoked_at,
    revision: row.revision,
  };
}
