import type { LatencyReport } from '@vortex/contracts/tunnel';
import { isIP } from 'node:net';

/** An engine tells of no more at once. */
const mostRoundTrips = 4_000;
/** What takes longer was no measurement. */
const longestUs = 10_000_000;

/** The round trips of a report in milliseconds, by the country of their networks, which are not kept. */
export function byCountry(
  { networks }: LatencyReport,
  countryOf: (address: string) => string,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  let room = mostRoundTrips;
  for (const { network, roundTripsUs } of networks.slice(0, mostRoundTrips)) {
    const [address = ''] = network.split('/');
    const fitting = roundTripsUs.slice(0, room).filter((us) => us > 0 && us <= longestUs);
    if (isIP(address) === 0 || fitting.length === 0) continue;
    room -= fitting.length;
    const country = countryOf(address);
    const ofCountry = found.get(country) ?? [];
    for (const us of fitting) ofCountry.push(us / 1_000);
    found.set(country, ofCountry);
  }
  return found;
}
