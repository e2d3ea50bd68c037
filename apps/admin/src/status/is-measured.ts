import type { Metrics } from './status.queries';

/** Whether any service has answered: sums over none are nothing, and a process without memory is none. */
export function isMeasured({ residentMemoryBytes }: Metrics): boolean {
  return residentMemoryBytes !== '0';
}
