import { anonymous, currentCall, type Scope, scopeOf } from '@vortex/kit';

/** The rows that whoever asks may see. */
export function callerScope(): Scope {
  return scopeOf(currentCall()?.caller ?? anonymous);
}
