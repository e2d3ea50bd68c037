import { InvalidInput } from '@vortex/kit';
import { type CursorKeys, decodeCursor } from './cursor';
import { orderName, type OrderTerm, readKey, type SortTerm } from './sort-key';

/** As GraphQL's `Pagination` has it. */
export interface PageInput {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A page of a list in one order. */
export interface Page<Term extends OrderTerm = SortTerm> {
  readonly terms: readonly Term[];
  readonly limit: number;
  /** Whether it is counted from the end. */
  readonly backward: boolean;
  readonly after: CursorKeys | undefined;
  readonly before: CursorKeys | undefined;
}

const usual = 50;
const most = 500;

/**
 * @param terms what the list is sorted by; the last of them tells any two rows apart
 * @param path of the argument. All that is wrong with it is said at once.
 */
export function pageOf<Term extends OrderTerm>(
  input: PageInput | null | undefined,
  terms: readonly Term[],
  path = 'page',
): Page<Term> {
  const { first, after, last, before } = input ?? {};
  const problems = [
    ...sizeProblem(first, `${path}.first`),
    ...sizeProblem(last, `${path}.last`),
    ...(isGiven(first) && isGiven(last)
      ? [{ path: `${path}.last`, code: 'excluded', message: 'Say how many rows from the beginning, or from the end.' }]
      : []),
  ];
  const keys = { after: keysAt(after, terms, `${path}.after`), before: keysAt(before, terms, `${path}.before`) };
  for (const side of [keys.after, keys.before]) if (side instanceof InvalidInput) problems.push(...side.violations);
  if (problems.length > 0) throw new InvalidInput(problems);
  return {
    terms,
    limit: last ?? first ?? usual,
    backward: isGiven(last),
    after: keys.after as CursorKeys | undefined,
    before: keys.before as CursorKeys | undefined,
  };
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function sizeProblem(size: number | null | undefined, path: string) {
  if (!isGiven(size) || (size >= 1 && size <= most)) return [];
  return [{ path, code: 'out_of_range', message: `A page has 1 to ${most} rows.` }];
}

function keysAt(
  cursor: string | null | undefined,
  terms: readonly OrderTerm[],
  path: string,
): CursorKeys | InvalidInput | undefined {
  if (!isGiven(cursor)) return undefined;
  try {
    return decodeCursor(cursor, orderName(terms), (keys) => readKeys(keys, terms), path);
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
}

function readKeys(keys: CursorKeys, terms: readonly OrderTerm[]): CursorKeys | undefined {
  if (keys.length !== terms.length) return undefined;
  const read = terms.map((term, n) => readKey(term, keys[n] ?? '')).filter((key) => key !== undefined);
  return read.length === terms.length ? read : undefined;
}
