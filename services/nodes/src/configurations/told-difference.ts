import type { Change } from './difference';

/** What is told of a conflict travels in the trailers of an answer, which have little room. */
const mostChanges = 50;
const mostCharacters = 4_000;

/** Changes as facts of a failure: as many as there is room for, and how many more there are. */
export function toldDifference(changes: readonly Change[]): { readonly diff: string; readonly more: string } {
  let told = changes.slice(0, mostChanges).map(textOf);
  while (told.length > 0 && told.join(',').length > mostCharacters) told = told.slice(0, -1);
  return { diff: `[${told.join(',')}]`, more: String(changes.length - told.length) };
}

function textOf(change: Change): string {
  return JSON.stringify(change);
}
