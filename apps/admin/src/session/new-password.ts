import type { VortexError } from '@vortex/sdk';

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
  readonly repeated: string;
}

export type PasswordProblem =
  'currentMissing' | 'tooShort' | 'tooLong' | 'tooCommon' | 'containsName' | 'unchanged' | 'different' | 'wrongCurrent';

export type PasswordProblems = Partial<Record<keyof PasswordChange, PasswordProblem>>;

/** Lengths count Unicode code points, as the server does. */
const shortest = 12;
const longest = 256;

/** What can be told before asking the server. */
export function problemsOf({ current, next, repeated }: PasswordChange): PasswordProblems {
  const length = Array.from(next).length;
  return {
    ...(current === '' && { current: 'currentMissing' as const }),
    ...(length < shortest && { next: 'tooShort' as const }),
    ...(length > longest && { next: 'tooLong' as const }),
    ...(next !== '' && next === current && { next: 'unchanged' as const }),
    ...(next !== repeated && { repeated: 'different' as const }),
  };
}

const known: Readonly<Record<string, PasswordProblem>> = {
  too_short: 'tooShort',
  too_long: 'tooLong',
  too_common: 'tooCommon',
  contains_username: 'containsName',
  unchanged: 'unchanged',
};

/** What the server refused, as far as it is about one of the inputs. */
export function problemsIn(error: VortexError): PasswordProblems {
  if (error.reason === 'wrong_credentials') return { current: 'wrongCurrent' };
  const problem = known[error.violationAt('input.newPassword')?.code ?? ''];
  return problem ? { next: problem } : {};
}
