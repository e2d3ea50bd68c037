import type { Id } from '@vortex/kit';

export type SigningKeyId = Id<'signing-key'>;

export interface SigningKey {
  /** The `kid` of the tokens it signs. */
  readonly id: SigningKeyId;
  readonly generation: number;
  /** Public JSON Web Key (RFC 7517). */
  readonly publicKey: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  /** Published before; signs from then on, until the next one does. */
  readonly activeFrom: Date;
}

export const accessTokenLifetimeMs = 15 * 60_000;

const hourMs = 60 * 60_000;
export const rotation = {
  /** How long a key signs. */
  periodMs: 30 * 24 * hourMs,
  /** How long a key is published before it signs. Services trust the keys they know for an hour at most. */
  aheadMs: 24 * hourMs,
  /** How much later than its end a token may still be shown: clocks differ, and replicas learn of a new key late. */
  graceMs: 10 * 60_000,
} as const;

/** The key that signs now: the newest that is active. */
export function signingKeyAt<K extends SigningKey>(keys: readonly K[], now: Date): K | undefined {
  return newestFirst(keys).find((key) => key.activeFrom <= now);
}

/** Whether it is time to make the next key. */
export function isNextKeyDue(keys: readonly SigningKey[], now: Date): boolean {
  const [newest] = newestFirst(keys);
  if (!newest) return true;
  return now.getTime() >= newest.activeFrom.getTime() + rotation.periodMs - rotation.aheadMs;
}

/** When the next key begins to sign: at once when it is the first, since nobody has been told of any. */
export function nextActiveFrom(keys: readonly SigningKey[], now: Date): Date {
  return keys.length === 0 ? now : new Date(now.getTime() + rotation.aheadMs);
}

/** Keys no valid token can be signed with any more: their successor has signed for longer than a token lives. */
export function endedKeys<K extends SigningKey>(keys: readonly K[], now: Date): K[] {
  const [signing, ...older] = newestFirst(keys).filter((key) => key.activeFrom <= now);
  if (!signing) return [];
  let successor: SigningKey = signing;
  return older.filter((key) => {
    const endsMs = successor.activeFrom.getTime() + accessTokenLifetimeMs + rotation.graceMs;
    successor = key;
    return now.getTime() >= endsMs;
  });
}

function newestFirst<K extends SigningKey>(keys: readonly K[]): K[] {
  return [...keys].sort((a, b) => b.generation - a.generation);
}
