/** Who a list is for, as far as its order goes. */
export interface ListReader {
  /** Where they are: two letters; empty where nobody knows. */
  readonly country: string;
}

export const anybody: ListReader = { country: '' };

/** As much of a place as its order goes by. */
interface Ordered {
  readonly host: { readonly id: string; readonly position: number; readonly weight: number };
  readonly inbound: { readonly tag: string };
  readonly server: ServerCondition & { readonly name: string; readonly country: string };
}

/** What is known of how a server does. Absent: it has not been looked at yet. */
export interface ServerCondition {
  readonly health?: string | undefined;
  /** 0 to 100: what was measured of it. */
  readonly healthScore?: number | undefined;
  /** Of its capacity, in thousandths. */
  readonly loadMilli?: number | undefined;
}

const healthRanks: Readonly<Record<string, number>> = { HEALTHY: 0, DEGRADED: 1, UNHEALTHY: 2 };

/** Where a band begins that is worse than the one before: few of them, so that lists do not change with every measurement. */
const scoreBands = [80, 50];
const loadBands = [700, 900];

/**
 * The best for a reader first: those that are well, that are near, that have room. Between equals the operator's order holds,
 * and it is the whole order as long as nothing else is known. All of them stay: what is last is there to fall back on.
 */
export function inBestOrder<Place extends Ordered>(places: readonly Place[], reader: ListReader): readonly Place[] {
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
function ranksOf({ server }: Ordered, { country }: ListReader): readonly number[] {
  const { health, healthScore, loadMilli }: ServerCondition = server;
  return [
    healthRanks[health ?? ''] ?? 0,
    country === '' || server.country === country ? 0 : 1,
    healthScore === undefined ? 0 : scoreBands.filter((least) => healthScore < least).length,
    loadMilli === undefined ? 0 : loadBands.filter((most) => loadMilli >= most).length,
  ];
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
