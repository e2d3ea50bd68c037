import type { Caller } from '@vortex/kit';

/** Of one operation. A page of 500 users with all they have costs some 40,000; the introspection query of tools 25,000. */
const mostOfAnOperation: Readonly<Record<string, number>> = { customer: 20_000 };
const mostOfOthers = 100_000;
const mostOfStrangers = 500;

/** What one operation of this caller may cost. */
export function costBudgetOf(caller: Caller): number {
  if (caller.kind !== 'account') return mostOfStrangers;
  return mostOfAnOperation[caller.role] ?? mostOfOthers;
}
