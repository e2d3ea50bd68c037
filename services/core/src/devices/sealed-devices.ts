import { Keyring } from '@vortex/kit/keyring';
import { deviceSeedColumn, sealContext } from '../sealed-columns';
import type { Seeded } from './credential-list';
import type { Rotations } from './credentials';

/**
 * A device as a row of bytes: id and user as text, whether it is WireGuard's alone, how often its secrets were replaced, and
 * the sealed seed, the last two behind their lengths. Many in one value cost a tenth of what as many rows do, and go to
 * another thread without a copy.
 */
export const sealedDevice = `
  convert_to(id::text || user_id::text || CASE kind WHEN 'WIREGUARD' THEN '1' ELSE '0' END, 'UTF8')
  || ${measured(`convert_to(rotations::text, 'UTF8')`)} || ${measured('seed')}`;

function measured(bytes: string): string {
  return `int2send(octet_length(${bytes})::int2) || ${bytes}`;
}

const idBytes = 36;
const wireguard = '1'.charCodeAt(0);

/** Opens their seeds. @throws SealBroken where one does not open */
export function opened(rows: Uint8Array, keyring: Keyring): Seeded[] {
  const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
  const devices: Omit<Seeded, 'seed'>[] = [];
  const seals: { readonly sealed: Buffer; readonly context: string }[] = [];
  for (let at = 0; at < bytes.length;) {
    const id = bytes.toString('latin1', at, at + idBytes);
    const userId = bytes.toString('latin1', at + idBytes, at + 2 * idBytes);
    const wireguardOnly = bytes[at + 2 * idBytes] === wireguard;
    const rotationsAt = at + 2 * idBytes + 3;
    const sealedAt = rotationsAt + bytes.readUInt16BE(rotationsAt - 2) + 2;
    at = sealedAt + bytes.readUInt16BE(sealedAt - 2);
    const rotations = rotationsFrom(bytes.toString('utf8', rotationsAt, sealedAt - 2));
    devices.push({ id, userId, wireguardOnly, rotations });
    seals.push({ sealed: bytes.subarray(sealedAt, at), context: sealContext(deviceSeedColumn, id) });
  }
  const seeds = keyring.openAll(seals);
  return devices.map(({ id, userId, wireguardOnly, rotations }, n) => {
    return { id, userId, wireguardOnly, rotations, seed: seeds[n]?.toString('latin1') ?? '' };
  });
}

function rotationsFrom(text: string): Rotations {
  return text === '{}' ? none : (JSON.parse(text) as Rotations);
}

const none: Rotations = {};
