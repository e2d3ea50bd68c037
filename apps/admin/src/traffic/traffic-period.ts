import type { RecentPeriod } from '@vortex/sdk';

export const periods = [
  'LAST_24_HOURS',
  'LAST_7_DAYS',
  'LAST_30_DAYS',
  'LAST_90_DAYS',
] as const satisfies readonly RecentPeriod[];

export type TrafficPeriod = (typeof periods)[number];

/** As the address has it. */
export function periodFrom(text: string | undefined, otherwise: TrafficPeriod): TrafficPeriod {
  return periods.find((period) => period === text) ?? otherwise;
}
