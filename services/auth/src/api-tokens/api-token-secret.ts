import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ApiTokenId } from './api-token';

const secretBytes = 32;
const shape = /^vxp_([0-9a-f]{32})([\w-]{43})([0-9a-f]{8})$/;

export interface ShownToken {
  readonly id: ApiTokenId;
  readonly hash: Buffer;
}

/**
 * `vxp_`, the id, 256 random bits and a checksum. The prefix lets scanners find one that leaked into a repository, the
 * checksum lets us refuse a typing error without asking the database.
 */
export function makeSecret(id: ApiTokenId): { readonly text: string; readonly hash: Buffer } {
  const secret = randomBytes(secretBytes).toString('base64url');
  const body = `vxp_${id.replaceAll('-', '')}${secret}`;
  return { text: body + checksum(body), hash: hashOf(secret) };
}

/** Undefined for what no token looks like. */
export function readSecret(text: string): ShownToken | undefined {
  const [, id, secret, sum] = shape.exec(text) ?? [];
  if (!id || !secret || sum !== checksum(text.slice(0, -8))) return undefined;
  const dashed = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { id: dashed as ApiTokenId, hash: hashOf(secret) };
}

export function matches(stored: Uint8Array, shown: Buffer): boolean {
  return stored.length === shown.length && timingSafeEqual(stored, shown);
}

/**
 * Plain SHA-256. A slow hash protects passwords because people choose them from few; nobody goes through 2^256 secrets,
 * however fast the hash, and a fast one keeps a flood of made-up tokens from being a flood of work.
 */
function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
