import { Keyring } from '@vortex/kit/keyring';
import { deviceSeedColumn, sealContext } from '../sealed-columns';
import type { Seeded } from './credential-list';
import type { Rotations } from './credentials';

/**
 * A device as a row of bytes: id, user, whether it is WireGuard's alone, how often its secrets were replaced, and the sealed
 * seed, the last two behind their lengths. Many in one value cost a tenth of what as many rows do, and go to another thread
 * without a copy.
 */
export const sealedDevice = `
  uuid_send(id) || uuid_send(user_id) || (CASE kind WHEN 'WIREGUARD' THEN '\\x01' ELSE '\\x00' END)::bytea
  || ${measured(`convert_to(rotations::text, 'UTF8')`)} || ${measured('seed')}`;

function measured(bytes: string): string {
  return `int2send(octet_length(${bytes})::int2) || ${bytes}`;
}

/** Opens their seeds. @throws SealBroken where one does not open */
export function opened(rows: Uint8Array, keyring: Keyring): Seeded[] {
  const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
  const devices: (Omit<Seeded, 'seed'> & { readonly sealed: Uint8Array })[] = [];
  for (let at = 0; at < bytes.length;) {
    const [id, userId] = [uuidAt(bytes, at), uuidAt(bytes, at + 16)];
    const wireguardOnly = bytes[at + 32] === 1;
    const rotationsAt = at + 35;
    const sealedAt = rotationsAt + bytes.readUInt16BE(rotationsAt - 2) + 2;
    at = sealedAt + bytes.readUInt16BE(sealedAt - 2);
    const rotations = rotationsFrom(bytes.toString('utf8', rotationsAt, sealedAt - 2));
    devices.push({ id, userId, wireguardOnly, rotations, sealed: bytes.subarray(sealedAt, at) });
  }
  const seeds = keyring.openAll(
    devices.map(({ id, sealed }) => ({ sealed, context: sealContext(deviceSeedColumn, id) })),
  );
  return devices.map(({ sealed: _, ...device }, n) => ({ ...device, seed: seeds[n]?.toString('latin1') ?? '' }));
}

function rotationsFrom(text: string): Rotations {
  return text === '{}' ? {} : (JSON.parse(text) as Rotations);
}

function uuidAt(bytes: Buffer, at: number): string {
  const text = bytes.toString('hex', at, at + 16);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}
