import { newId } from '@vortex/kit';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

export interface TokenOptions {
  readonly permissions?: readonly string[];
  readonly mustChangePassword?: boolean;
  readonly tenantId?: string;
  readonly accountId?: string;
  /** As a customer's. */
  readonly ownRowsOnly?: boolean;
  /** Of the tenant that runs the platform. */
  readonly operator?: boolean;
  readonly lifetimeMs?: number;
}

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const kid = randomUUID();

/** The key set that tokens made here are verified with. */
export const jwksJson = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' }] });

/** An access token as auth would make it. */
export function accessToken(options: TokenOptions = {}): string {
  const { permissions = ['*'], mustChangePassword = false, tenantId = newId(), lifetimeMs = 60_000 } = options;
  const { accountId = newId(), ownRowsOnly = false, operator = false } = options;
  const claims = {
    iss: 'vortex',
    sub: accountId,
    tid: tenantId,
    sid: newId(),
    role: 'owner',
    perms: permissions,
    mcp: mustChangePassword,
    own: ownRowsOnly,
    operator,
    exp: Math.floor((Date.now() + lifetimeMs) / 1000),
  };
  const text = [{ alg: 'EdDSA', kid }, claims].map((part) => encode(JSON.stringify(part))).join('.');
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
