import type { FieldViolation } from '@vortex/contracts/common';
import type { Content } from './content';

/** Engine processes of one server, the main one included. */
const mostInstances = 8;

/**
 * What is wrong with the instances that inbounds name, for each of those that are spoken of.
 *
 * @param isKnown whether the server's agent can run several
 * @param rootOf where an inbound stands in the input, by its tag; undefined for one that is not spoken of
 */
export function instanceProblems(
  content: Content,
  isKnown: boolean,
  rootOf: (tag: string) => string | undefined,
): FieldViolation[] {
  const named = content.filter(({ instance }) => instance !== undefined);
  const count = new Set(named.map(({ instance }) => instance)).size + 1;
  if (named.length === 0 || (isKnown && count <= mostInstances)) return [];
  const problem = isKnown
    ? { code: 'too_many_instances', message: `At most ${mostInstances} instances, the main one included.` }
    : { code: 'instances_not_supported', message: 'The agent of this server runs one engine alone: upgrade it first.' };
  return named.flatMap(({ tag }) => {
    const root = rootOf(tag);
    return root === undefined ? [] : [{ path: `${root}instance`, ...problem }];
  });
}
