import type { Answer } from './panel';

/** `nothing`: it succeeded, and found nothing to answer with or to do. */
export type Outcome =
  'allowed' | 'nothing' | 'denied' | 'unauthenticated' | 'not found' | 'invalid' | 'failed precondition';

const outcomes: Readonly<Record<string, Outcome>> = {
  PERMISSION_DENIED: 'denied',
  UNAUTHENTICATED: 'unauthenticated',
  NOT_FOUND: 'not found',
  INVALID_INPUT: 'invalid',
  FAILED_PRECONDITION: 'failed precondition',
};

/** Throws for an error of any other code: it is no answer to the question who may do what. */
export function outcomeOf({ data, errors }: Answer, where: string): Outcome {
  const [failure] = errors ?? [];
  if (failure) {
    const { code, reason } = failure.extensions;
    const outcome = outcomes[code];
    // An operation the gate refuses says nothing of who may do what.
    if (!outcome || reason?.startsWith('operation_')) throw new Error(`${where}: ${JSON.stringify(failure)}`);
    return outcome;
  }
  const [value] = Object.values(data ?? {});
  if (value === null || value === undefined) return 'not found';
  return isNothing(value) ? 'nothing' : 'allowed';
}

function isNothing(value: unknown): boolean {
  if (value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  const { nodes, matched } = Object(value) as { nodes?: unknown; matched?: unknown };
  return matched === 0 || (Array.isArray(nodes) && nodes.length === 0);
}
