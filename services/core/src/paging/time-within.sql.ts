import type { TimeRange } from '../input/time-range';
import type { SqlParameters } from './sql-parameters';

/** Conditions; none for what is not narrowed. */
export function timeWithin(
  column: string,
  { from, before }: TimeRange = {},
  parameters: SqlParameters,
): readonly string[] {
  return [
    ...(from === undefined ? [] : [`${column} >= ${parameters.add(from, 'timestamptz')}`]),
    ...(before === undefined ? [] : [`${column} < ${parameters.add(before, 'timestamptz')}`]),
  ];
}
