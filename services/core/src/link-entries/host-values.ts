import { createHash } from 'node:crypto';
import type { Host } from '../hosts/host';

/** A number of 32 bits that stays the same for the same words. */
function steadyNumber(...words: readonly string[]): number {
  return createHash('sha256').update(words.join('\0')).digest().readUInt32BE(0);
}

/** Whether what a client is given of a host differs from user to user. */
export function variesByUser({ addresses, sni, hostHeader }: HostValues): boolean {
  return addresses.length > 1 || [addresses[0], sni, hostHeader].some((text) => text?.includes('*'));
}

export type HostValues = Pick<Host, 'id' | 'addresses' | 'sni' | 'hostHeader'>;

/** The address a user is given of a host: always the same one while the host has the same addresses. */
export function addressFor({ id, addresses }: Pick<Host, 'id' | 'addresses'>, userId: string): string {
  if (addresses.length < 2) return madeUp(addresses[0] ?? '', id, userId);
  const best = [...addresses].sort(
    (one, other) => steadyNumber(id, userId, other) - steadyNumber(id, userId, one) || (one < other ? -1 : 1),
  );
  return madeUp(best[0] ?? '', id, userId);
}

/** `*` stands for a label that is each user's own, as names with a wildcard take any. */
export function madeUp(text: string, hostId: string, userId: string): string {
  if (!text.includes('*')) return text;
  return text.replace(/\*/g, steadyNumber('label', hostId, userId).toString(16).padStart(8, '0'));
}
