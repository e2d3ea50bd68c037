import { InvalidInput, isId } from '@vortex/kit';

/** As many as a loader ever asks for at once. */
const mostIds = 5_000;

/** Ids of a batch. Throws `InvalidInput` with the path of each that is none. */
export function idsFrom(ids: readonly string[], path: string): readonly string[] {
  if (ids.length > mostIds) {
    throw new InvalidInput([{ path, code: 'too_big', message: `At most ${mostIds} ids make a batch.` }]);
  }
  const message = 'This is not an identifier.';
  const violations = ids.flatMap((id, index) =>
    isId(id) ? [] : [{ path: `${path}[${index}]`, code: 'not_an_id', message }],
  );
  if (violations.length > 0) throw new InvalidInput(violations);
  return ids;
}
