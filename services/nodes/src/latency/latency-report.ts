import type { LatencyReport } from '@vortex/contracts/tunnel';

/** An engine tells of no more at once. */
const mostRoundTrips = 4_000;
/** What takes longer was no measurement. */
const longestUs = 10_000_000;

/**
 * The round trips of a report in milliseconds, by the country of their networks, which are not kept.
 * @param countryOf of what is no address: undefined
 */
export function byCountry(
  { networks }: LatencyReport,
  countryOf: (address: string) => string | undefined,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  let room = mostRoundTrips;
  for (const { network, roundTripsUs } of networks.slice(0, mostRoundTrips)) {
    const [address = ''] = network.split('/');
    const fitting = roundTripsUs.slice(0, room).filter((us) => us > 0 && us <= longestUs);
    const country = countryOf(address);
    if (country === undefined || fitting.length === 0) continue;
    room -= fitting.length;
    const ofCountry = found.get(country) ?? [];
    for (const us of fitting) ofCountry.push(us / 1_000);
    found.set(country, ofCountry);
  }
  return found;
}
