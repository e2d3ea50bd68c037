import { InvalidInput } from '@vortex/kit';

const most = 3;

/** What a list is sorted by, as clients say it: each thing once, and not more than anybody needs. */
export function parseSorts<Sort extends { readonly field: string }>(
  given: readonly Sort[] | null | undefined,
  path = 'sort',
): readonly Sort[] {
  const sorts = given ?? [];
  const problems = sorts.flatMap(({ field }, n) =>
    sorts.findIndex((other) => other.field === field) < n
      ? [{ path: `${path}[${n}].field`, code: 'duplicate', message: 'It is sorted by this already.' }]
      : [],
  );
  if (sorts.length > most) problems.push({ path, code: 'too_many', message: `Sort by at most ${most}.` });
  if (problems.length > 0) throw new InvalidInput(problems);
  return sorts;
}
