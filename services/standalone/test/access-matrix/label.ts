import { newId } from '@vortex/kit';

/** For names: new each time, and nothing an answer could be suspected for, as it would be for an id. */
export function label(): string {
  return newId().slice(-12);
}
