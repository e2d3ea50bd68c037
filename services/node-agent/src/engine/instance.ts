import type { ApplyRequest } from '@vortex/contracts/tunnel';
import { Refused } from '../rpc';

/** The one that serves what names no other. */
export const mainInstance = '';
/** That one included. */
const mostInstances = 8;

const nameOfInstance = /^[a-z][a-z0-9-]{0,15}$/;

/** What each instance is to serve, by its name. */
export type Division = ReadonlyMap<string, ApplyRequest>;

/** The main one is always there. Throws `Refused` for names that no process can have, and for too many. */
export function divided(request: ApplyRequest): Division {
  const parts = new Map<string, ApplyRequest>([[mainInstance, { ...request, inbounds: [] }]]);
  for (const inbound of request.inbounds) {
    const name = inbound.instance ?? mainInstance;
    const part = parts.get(name) ?? { ...request, inbounds: [] };
    if (name !== mainInstance && !nameOfInstance.test(name)) throw refused(inbound.tag, `"${name}" names no instance`);
    if (parts.size >= mostInstances && !parts.has(name)) throw refused(inbound.tag, 'there are too many instances');
    parts.set(name, { ...part, inbounds: [...part.inbounds, inbound] });
  }
  return parts;
}

/** Of what is wanted that which is there already: so it leaves to others what they are to open. */
export function staying(wanted: ApplyRequest | undefined, there: ApplyRequest): ApplyRequest {
  const tags = new Set(there.inbounds.map(({ tag }) => tag));
  return { ...there, inbounds: (wanted?.inbounds ?? []).filter(({ tag }) => tags.has(tag)) };
}

export function refused(tag: string, cause: string): Refused {
  return new Refused('inbound_refused', { tag, cause }, new Error(cause));
}
