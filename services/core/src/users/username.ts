import { folded } from './search';

/** A name as it is compared: "Ann", "ann" and "ａｎｎ" in full width are one. */
export function usernameKey(username: string): string {
  return folded(username);
}
