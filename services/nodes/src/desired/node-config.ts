import { ApplyRequest } from '@vortex/contracts/tunnel';
import { createHash } from 'node:crypto';
import type { Inbound } from '../inbounds/inbound';
import { engineInbound, type Surroundings } from './engine-config';

export interface NodeConfiguration {
  /** SHA-256 of the content, in hexadecimal. */
  readonly hash: string;
  readonly request: ApplyRequest;
}

/** All that a node serves, from what is kept of it. The same content has the same hash wherever it is built. */
export function nodeConfiguration(inbounds: readonly Inbound[], surroundings: Surroundings): NodeConfiguration {
  const served = [...inbounds].filter(({ enabled }) => enabled).sort((one, other) => (one.id < other.id ? -1 : 1));
  const request: ApplyRequest = {
    settings: { byEngine: { xray: JSON.stringify(xraySettings(surroundings)) } },
    inbounds: served.map((inbound) => engineInbound(inbound, surroundings)),
  };
  return {
    hash: createHash('sha256').update(ApplyRequest.encode(request).finish()).digest('hex'),
    request,
  };
}

/** The engine holds users off private networks by itself. */
function xraySettings({ reachesPrivate }: Surroundings) {
  return reachesPrivate ? { allowedNetworks: ['0.0.0.0/0', '::/0'] } : {};
}
