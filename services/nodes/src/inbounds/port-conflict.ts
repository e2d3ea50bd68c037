import { isIpv4 } from '../atoms/ip-family';
import type { Carrier } from '../settings/definition';
import { carriersFor } from '../settings/inbound-settings';
import type { InboundProperties } from './inbound';

export interface PortConflict {
  readonly carrier: Carrier;
  /** The lowest port both want. */
  readonly port: number;
}

type Listening = Pick<
  InboundProperties,
  'protocol' | 'network' | 'security' | 'listen' | 'port' | 'lastPort' | 'settings' | 'enabled'
>;

/** Where two inbounds of one server would be in each other's way. One that is switched off listens nowhere. */
export function portConflict(one: Listening, other: Listening): PortConflict | undefined {
  if (!one.enabled || !other.enabled || !addressesMeet(one.listen, other.listen)) return undefined;
  const port = Math.max(one.port, other.port);
  if (port > Math.min(one.lastPort, other.lastPort)) return undefined;
  const carriers = carriersFor(other, other.settings);
  const carrier = carriersFor(one, one.settings).find((candidate) => carriers.includes(candidate));
  return carrier && { carrier, port };
}

/** On Linux "::" takes IPv4 as well (RFC 3493 §3.7), "0.0.0.0" every address of IPv4, anything else itself. */
function addressesMeet(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}

function covers(wide: string, narrow: string): boolean {
  return wide === narrow || wide === '::' || (wide === '0.0.0.0' && isIpv4(narrow));
}
