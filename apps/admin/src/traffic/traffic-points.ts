import type { ServerTrafficQuery } from '@vortex/sdk';

/** What a chart shows: a user's, a server's, or everybody's. */
export type ChartedTraffic = Omit<ServerTrafficQuery['serverTraffic'], 'topUsers'>;

interface Point {
  /** When it begins, in milliseconds. */
  readonly at: number;
  readonly down: number;
  readonly up: number;
}

const stepMs = { HOUR: 3_600_000, DAY: 86_400_000 } as const;

/** A point for each hour or day: the API leaves out those without traffic, and a line would cross them as if there were some. */
export function filledPoints({ from, to, resolution, points }: ChartedTraffic): Point[] {
  const known = new Map(points.map(({ startsAt, totals }) => [new Date(startsAt).getTime(), totals]));
  const filled: Point[] = [];
  for (let at = new Date(from).getTime(); at < new Date(to).getTime(); at += stepMs[resolution]) {
    const totals = known.get(at);
    filled.push({ at, down: Number(totals?.downlinkBytes ?? 0), up: Number(totals?.uplinkBytes ?? 0) });
  }
  return filled;
}

/** Four or five round figures from nothing to above the highest. */
export function ticksOf(highest: number): number[] {
  if (highest <= 0) return [0];
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, place) => place * step);
}
