import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { newId } from '../src/ids/id';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

export interface TestKey {
  readonly kid: string;
  readonly privateKey: PrivateKey;
  /** The public half as auth would publish it. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

export async function makeKey(kid: string): Promise<TestKey> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' } };
}

export const keySetOf = (...keys: readonly TestKey[]): string => JSON.stringify({ keys: keys.map((key) => key.jwk) });

/** Claims as auth writes them; an owner's unless told otherwise. */
export function claimsOf(claims: JWTPayload = {}): JWTPayload {
  return {
    sub: newId(),
    tid: newId(),
    sid: newId(),
    role: 'owner',
    perms: ['*'],
    mcp: false,
    iss: 'vortex',
    exp: Math.floor(Date.now() / 1000) + 600,
    ...claims,
  };
}

export function sign(key: TestKey, claims: JWTPayload = {}): Promise<string> {
  return new SignJWT(claimsOf(claims)).setProtectedHeader({ alg: 'EdDSA', kid: key.kid }).sign(key.privateKey);
}
