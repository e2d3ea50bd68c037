import { ApplyRequest, type TunnelInbound } from '@vortex/contracts/tunnel';
import { createHash } from 'node:crypto';
import type { Inbound } from '../inbounds/inbound';
import { engineInbound, type Surroundings, type Unserved } from './engine-config';

export interface NodeConfiguration {
  /** SHA-256 of the content, in hexadecimal. */
  readonly hash: string;
  readonly request: ApplyRequest;
  readonly unserved: readonly Unserved[];
}

/** Where users of a node may not go unless it is said that they may (RFC 6890 and its updates). */
const privateNetworks = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/3', '::/127', '::ffff:0:0/96', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
];

/** All that a node serves, from what is kept of it. The same content has the same hash wherever it is built. */
export function nodeConfiguration(inbounds: readonly Inbound[], surroundings: Surroundings): NodeConfiguration {
  const built = [...inbounds]
    .filter(({ enabled }) => enabled)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((inbound) => engineInbound(inbound, surroundings));
  const request: ApplyRequest = {
    settings: { byEngine: { xray: JSON.stringify(xraySettings(surroundings)) } },
    inbounds: built.filter((one): one is TunnelInbound => 'config' in one),
  };
  return {
    hash: createHash('sha256').update(ApplyRequest.encode(request).finish()).digest('hex'),
    request,
    unserved: built.filter((one): one is Unserved => 'reason' in one),
  };
}

function xraySettings({ reachesPrivate }: Surroundings) {
  if (reachesPrivate) return {};
  return {
    outbounds: [
      { tag: 'direct', protocol: 'freedom' },
      { tag: 'refused', protocol: 'blackhole' },
    ],
    routing: {
      // Names are looked up first, or one that leads to a private address would pass.
      domainStrategy: 'IPOnDemand',
      rules: [{ type: 'field', ip: privateNetworks, outboundTag: 'refused' }],
    },
  };
}
