import type { InboundProperties } from '../inbounds/inbound';

const word = /[A-Za-z][A-Za-z0-9]+/g;

/** Shorter values may stand in a message by chance. */
const fewestCharacters = 8;

/**
 * The field that an engine's words are about, as a path from the inbound: the setting whose value is among them, such as the
 * name of a file; else the innermost one whose name is, else the settings as a whole.
 */
export function fieldOf({ settings }: Pick<InboundProperties, 'settings'>, message: string): string {
  const words = new Set([...message.matchAll(word)].map(([each]) => each.toLowerCase()));
  const all = pathsIn(settings, 'settings');
  const [told] = all.filter((one) => isIn(message, one.value)).sort(longestFirst);
  const [named] = all.filter(({ name }) => words.has(name.toLowerCase())).sort((one, other) => other.depth - one.depth);
  return (told ?? named)?.path ?? 'settings';
}

interface Named {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly value: unknown;
}

function isIn(message: string, value: unknown): boolean {
  return typeof value === 'string' && value.length >= fewestCharacters && message.includes(value);
}

function longestFirst(one: Named, other: Named): number {
  return String(other.value).length - String(one.value).length;
}

function pathsIn(value: unknown, path: string, depth = 1): Named[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => pathsIn(item, `${path}[${at}]`, depth));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = `${path}.${name}`;
    return [{ path: own, name, depth, value: inner }, ...pathsIn(inner, own, depth + 1)];
  });
}
