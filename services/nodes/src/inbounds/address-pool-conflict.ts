import { overlaps, prefixOf } from '../atoms/ip-prefix';
import type { InboundProperties } from './inbound';

type Pooled = Pick<InboundProperties, 'protocol' | 'settings' | 'enabled'>;

/** The network of `one` that also belongs to `other`: on one server each tunnel address leads to one interface. */
export function addressPoolConflict(one: Pooled, other: Pooled): string | undefined {
  if (!one.enabled || !other.enabled) return undefined;
  const others = poolsOf(other).map(prefixOf);
  return poolsOf(one).find((pool) => {
    const mine = prefixOf(pool);
    return mine && others.some((theirs) => theirs && overlaps(mine, theirs));
  });
}

function poolsOf({ protocol, settings }: Pooled): string[] {
  if (protocol !== 'wireguard') return [];
  const { ipv4, ipv6 } = settings['addressPools'] as { ipv4?: string; ipv6?: string };
  return [ipv4, ipv6].filter((pool) => pool !== undefined);
}
