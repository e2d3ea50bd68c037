import { secureBytes } from '@vortex/kit';

/** 256 random bits as text. */
export function newSeed(): string {
  return secureBytes(32).toString('base64url');
}
