import { InvalidInput } from '../errors/failures';
import { secureBytes } from './random-pool';

declare const brand: unique symbol;

/** A string that is known to name a `Name`, so that an account's id cannot be passed where a tenant's is wanted. */
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type TenantId = Id<'tenant'>;
export type AccountId = Id<'account'>;
export type SessionId = Id<'session'>;

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let lastMs = 0;
let sequence = 0;

/** A UUIDv7 (RFC 9562): ids made later sort later, also within one millisecond of this process. */
export function newId<Name extends string>(): Id<Name> {
  const bytes = secureBytes(16);
  const nowMs = Date.now();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = bytes.readUInt16BE(6) & 0x7ff; // the upper half stays free for counting up
  } else if (++sequence > 0xfff) {
    lastMs += 1; // RFC 9562 §6.2: the counter ran over (or the clock went back), so borrow from the future
    sequence = bytes.readUInt16BE(6) & 0x7ff;
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Name>;
}

export function isId(text: string): boolean {
  return pattern.test(text);
}

/** Takes a text from outside for an id, or throws `InvalidInput` naming `path`. */
export function parseId<Name extends string>(text: string, path: string): Id<Name> {
  if (!isId(text)) throw new InvalidInput([{ path, code: 'not_an_id', message: 'This is not an identifier.' }]);
  return text as Id<Name>;
}

export const tenantId = (text: string, path = 'tenantId'): TenantId => parseId<'tenant'>(text, path);
export const accountId = (text: string, path = 'accountId'): AccountId => parseId<'account'>(text, path);
export const sessionId = (text: string, path = 'sessionId'): SessionId => parseId<'session'>(text, path);
