import type { InboundProperties } from '../inbounds/inbound';

const word = /[A-Za-z][A-Za-z0-9]+/g;

/**
 * The field that an engine's words are about, as a path from the inbound: the innermost setting whose name is among them,
 * else the settings as a whole.
 */
export function fieldOf({ settings }: Pick<InboundProperties, 'settings'>, message: string): string {
  const words = new Set([...message.matchAll(word)].map(([each]) => each.toLowerCase()));
  const named = pathsIn(settings, 'settings').filter(({ name }) => words.has(name.toLowerCase()));
  const [innermost] = named.sort((one, other) => other.depth - one.depth);
  return innermost?.path ?? 'settings';
}

interface Named {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
}

function pathsIn(value: unknown, path: string, depth = 1): Named[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => pathsIn(item, `${path}[${at}]`, depth));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = `${path}.${name}`;
    return [{ path: own, name, depth }, ...pathsIn(inner, own, depth + 1)];
  });
}
