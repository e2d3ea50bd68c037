import type { TenantId } from '@vortex/kit';
import type { LinkDevice, LinkState } from '../subscription-links/link-state';

/** What is known of a remembered user before all of it is read. */
export interface StateHead {
  /** Of the database; see ChangeMoments. */
  readonly moment: number;
  readonly readAt: number;
  /** Of the user's changes. */
  readonly place: number;
  readonly tenantId: TenantId;
}

type DeviceFields = readonly [
  ...(readonly [LinkDevice['id'], LinkDevice['kind'], string, string | null, string | null, string | null]),
  ...(readonly [string | null, string | null, LinkDevice['rotations'], string, number | null, number, string]),
  readonly (readonly [string, string])[],
];
type StateFields = readonly [
  ...(readonly [LinkState['userId'], string, LinkState['status'], string, string | null, number | null, number | null]),
  readonly string[],
  readonly DeviceFields[],
];

const idLength = 36;
const textAt = 8 + 8 + 4 + idLength;

/** A user as it is remembered: numbers one looks at first, then the rest as text without names. */
export function stateRecord({ moment, readAt, place }: Omit<StateHead, 'tenantId'>, state: LinkState): Buffer {
  const { userId, tenantId, username, status, usedBytes, limitBytes, expiresAt, deviceLimit, groupIds } = state;
  const numbers = [usedBytes.toString(), limitBytes?.toString() ?? null, expiresAt?.getTime() ?? null] as const;
  const devices = state.devices.map(deviceFields);
  const fields: StateFields = [userId, username, status, ...numbers, deviceLimit, groupIds, devices];
  const text = JSON.stringify(fields);
  const record = Buffer.allocUnsafe(textAt + Buffer.byteLength(text));
  record.writeDoubleLE(moment, 0);
  record.writeDoubleLE(readAt, 8);
  record.writeUInt32LE(place, 16);
  record.write(tenantId, 20, 'latin1');
  record.write(text, textAt);
  return record;
}

export function headOf(record: Buffer): StateHead {
  return {
    moment: record.readDoubleLE(0),
    readAt: record.readDoubleLE(8),
    place: record.readUInt32LE(16),
    tenantId: record.toString('latin1', 20, textAt) as TenantId,
  };
}

export function stateOf(record: Buffer): LinkState {
  const fields = JSON.parse(record.toString('utf8', textAt)) as StateFields;
  const [userId, username, status, usedBytes, limitBytes, expiresAt, deviceLimit, groupIds, devices] = fields;
  const { tenantId, moment } = headOf(record);
  return {
    ...{ userId, tenantId, username, status, deviceLimit, groupIds },
    usedBytes: BigInt(usedBytes),
    limitBytes: limitBytes === null ? null : BigInt(limitBytes),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    devices: devices.map(deviceOf),
    asOf: moment,
  };
}

function deviceFields(device: LinkDevice): DeviceFields {
  const { id, kind, name, hwid, os, osVersion, model, client, rotations, seed, revokedAt, seenAt, revision } = device;
  const numbers = [...device.tunnelNumbers].map(([inboundId, number]) => [inboundId, number.toString()] as const);
  const sealed = Buffer.from(seed).toString('base64');
  const times = [revokedAt?.getTime() ?? null, seenAt] as const;
  return [id, kind, name, hwid, os, osVersion, model, client, rotations, sealed, ...times, revision, numbers];
}

function deviceOf(fields: DeviceFields): LinkDevice {
  const [id, kind, name, hwid, os, osVersion, model, client, rotations, seed, revokedAt, seenAt, revision, numbers] =
    fields;
  return {
    ...{ id, kind, name, hwid, os, osVersion, model, client, rotations, seenAt, revision },
    seed: Buffer.from(seed, 'base64'),
    revokedAt: revokedAt === null ? null : new Date(revokedAt),
    tunnelNumbers: new Map(numbers.map(([inboundId, number]) => [inboundId, BigInt(number)] as const)),
  };
}
