import type { Place as ListReader, Point } from '@vortex/kit';
import type { Latencies } from '../servers/projected-latency';
import { distanceKm } from './distance';
import { nearestFirst } from './latency-order';

/** Who a list is for, as far as its order goes: where they are. */
export type { ListReader };

export const anybody: ListReader = { country: '' };

/** The same for readers who are shown the same order. */
export function readerKey({ country, point }: ListReader): string {
  return point ? `${country} ${point.latitude} ${point.longitude}` : country;
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null | undefined };

/** As much of a place as its order goes by. */
interface Ordered {
  readonly host: { readonly id: string; readonly position: number; readonly weight: number };
  readonly inbound: { readonly tag: string };
  readonly server: OrderedServer;
}

interface OrderedServer extends ServerCondition, Partial<Nullable<Point>> {
  readonly name: string;
  readonly country: string;
}

/** What is known of how a server does. Absent: it has not been looked at yet. */
export interface ServerCondition {
  readonly health?: string | undefined;
  /** 0 to 100: what was measured of it. */
  readonly healthScore?: number | undefined;
  /** Of its capacity, in thousandths. */
  readonly loadMilli?: number | undefined;
  readonly latencies?: Latencies | undefined;
}

const healthRanks: Readonly<Record<string, number>> = { HEALTHY: 0, DEGRADED: 1, UNHEALTHY: 2 };

/** Where a band begins that is worse than the one before: few of them, so that lists do not change with every measurement. */
const distanceBandsKm = [1_000, 3_000, 7_000];
const scoreBands = [80, 50];
const loadBands = [700, 900];

/**
 * The best for a reader first: those that are well, that are near, that have room. Between equals the operator's order holds,
 * and it is the whole order as long as nothing else is known. Where it was measured how far customers of the reader's country
 * are, that counts before what a map says. All of them stay: what is last is there to fall back on.
 */
export function inBestOrder<Place extends Ordered>(places: readonly Place[], reader: ListReader): readonly Place[] {
  const ordered = asKnown(places, reader);
  return [0, 1, 2].flatMap((rank) => {
    const alike = ordered.filter(({ server }) => healthRank(server) === rank);
    return nearestFirst(alike, ({ server }) => server.latencies?.[reader.country]);
  });
}

/** Before anything is measured. */
function asKnown<Place extends Ordered>(places: readonly Place[], reader: ListReader): readonly Place[] {
  const ranked = places.map((place) => ({ place, ranks: ranksOf(place, reader) }));
  ranked.sort((one, other) => {
    for (const [n, rank] of one.ranks.entries()) {
      const difference = rank - (other.ranks[n] ?? 0);
      if (difference !== 0) return difference;
    }
    return asPlaced(one.place, other.place);
  });
  return ranked.map(({ place }) => place);
}

/** Smaller is better, the first that differs decides. */
function ranksOf({ server }: Ordered, reader: ListReader): readonly number[] {
  const { healthScore, loadMilli }: ServerCondition = server;
  return [
    healthRank(server),
    remoteness(server, reader),
    healthScore === undefined ? 0 : scoreBands.filter((least) => healthScore < least).length,
    loadMilli === undefined ? 0 : loadBands.filter((most) => loadMilli >= most).length,
  ];
}

function healthRank({ health }: ServerCondition): number {
  return healthRanks[health ?? ''] ?? 0;
}

/** 0 where a reader is, or is not known to be; then in bands; last what nobody knows the distance of. */
function remoteness({ country, latitude, longitude }: Ordered['server'], reader: ListReader): number {
  if (reader.country === '' || reader.country === country) return 0;
  const last = 1 + distanceBandsKm.length;
  if (!reader.point || typeof latitude !== 'number' || typeof longitude !== 'number') return last;
  const distance = distanceKm(reader.point, { latitude, longitude });
  return 1 + distanceBandsKm.filter((least) => distance >= least).length;
}

/** As the operator has put them. */
function asPlaced(one: Ordered, other: Ordered): number {
  return (
    one.host.position - other.host.position ||
    other.host.weight - one.host.weight ||
    compare(one.server.name, other.server.name) ||
    compare(one.inbound.tag, other.inbound.tag) ||
    compare(one.host.id, other.host.id)
  );
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
