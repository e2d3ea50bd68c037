/** What is kept of the round trips of customers of one country. */
export interface PlaceMeasure {
  /** How many were measured, by bucket; older ones count less. */
  readonly weights: Readonly<Record<number, number>>;
  readonly measuredAt: string;
  /** The median that other services were told. Absent: none. */
  readonly toldMs?: number | undefined;
}

/** By country; under '' those of whom nobody knows where they are. */
export type Measures = Readonly<Record<string, PlaceMeasure>>;

/** What was measured counts half as much after so long. */
const halfLifeMs = 6 * 3_600_000;
/** What has not been measured for so long is not known any more. */
export const keptMs = 7 * 24 * 3_600_000;
/** Fewer round trips than this say nothing of a country. */
const leastWeight = 20;
/** The world has fewer countries. */
const mostPlaces = 300;
/** Beneath this a bucket is empty. */
const leastKept = 0.01;

/** The first bucket ends at a millisecond, each other one where it is about a fifth longer; in the last is what is longer still. */
const bucketsPerOctave = 4;
const lastBucket = 12 * bucketsPerOctave;

function bucketOf(ms: number): number {
  return Math.min(lastBucket, Math.max(0, Math.ceil(bucketsPerOctave * Math.log2(Math.max(ms, 1)))));
}

function endOf(bucket: number): number {
  return 2 ** (bucket / bucketsPerOctave);
}

/** Adds round trips to what is known, by country, in milliseconds. Of too many countries those with most stay. */
export function measured(known: Measures, found: ReadonlyMap<string, readonly number[]>, now: Date): Measures {
  const next: Record<string, PlaceMeasure> = { ...stillKnown(known, now) };
  for (const [country, roundTrips] of found) {
    const before = next[country];
    const weights: Record<number, number> = before ? { ...decayed(before, now) } : {};
    for (const ms of roundTrips) weights[bucketOf(ms)] = (weights[bucketOf(ms)] ?? 0) + 1;
    next[country] = { weights, measuredAt: now.toISOString(), toldMs: before?.toldMs };
  }
  const byWeight = Object.entries(next).sort(([, one], [, other]) => total(other.weights) - total(one.weights));
  return Object.fromEntries(byWeight.slice(0, mostPlaces));
}

/** Without what is too old. */
export function stillKnown(known: Measures, now: Date): Measures {
  const oldest = now.getTime() - keptMs;
  return Object.fromEntries(Object.entries(known).filter(([, { measuredAt }]) => Date.parse(measuredAt) > oldest));
}

function decayed({ weights, measuredAt }: PlaceMeasure, now: Date): Record<number, number> {
  const share = 0.5 ** (Math.max(0, now.getTime() - Date.parse(measuredAt)) / halfLifeMs);
  const left = Object.entries(weights).map(([bucket, weight]) => [bucket, weight * share] as const);
  return Object.fromEntries(left.filter(([, weight]) => weight >= leastKept));
}

function total(weights: Readonly<Record<number, number>>): number {
  return Object.values(weights).reduce((sum, weight) => sum + weight, 0);
}

/** In milliseconds. Absent where too little was measured. */
export function medianMs({ weights }: PlaceMeasure): number | undefined {
  const half = total(weights) / 2;
  if (half * 2 < leastWeight) return undefined;
  let passed = 0;
  for (let bucket = 0; bucket <= lastBucket; bucket++) {
    const weight = weights[bucket] ?? 0;
    if (weight > 0 && passed + weight >= half) {
      const within = (half - passed) / weight;
      return Math.max(1, Math.round(endOf(bucket - 1 + within)));
    }
    passed += weight;
  }
  return undefined;
}

/** The same with what is to be told now: a median is told anew where it is a fifth, and ten milliseconds, from what was told. */
export function toTell(known: Measures): Measures {
  return Object.fromEntries(
    Object.entries(known).map(([country, measure]) => {
      const { toldMs } = measure;
      const ms = medianMs(measure);
      const stays = ms === undefined || (toldMs !== undefined && !isElsewhere(toldMs, ms));
      return [country, stays ? measure : { ...measure, toldMs: ms }];
    }),
  );
}

function isElsewhere(toldMs: number, ms: number): boolean {
  return Math.abs(toldMs - ms) >= Math.max(10, Math.max(toldMs, ms) / 5);
}

/** What other services are told, in the order of countries. */
export function told(known: Measures): { readonly country: string; readonly medianMs: number }[] {
  const listed = Object.entries(known).flatMap(([country, { toldMs }]) =>
    toldMs === undefined ? [] : [{ country, medianMs: toldMs }],
  );
  return listed.sort((one, other) => (one.country < other.country ? -1 : 1));
}

/** Whether others were told something else. */
export function isNews(before: Measures, after: Measures): boolean {
  return JSON.stringify(told(before)) !== JSON.stringify(told(after));
}
