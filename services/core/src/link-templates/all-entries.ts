import { withUserSlots } from './template-variable';

/** Stands in a list of names for all entries. */
export const allEntries = '{all}';

/** The document with `{all}` in lists replaced by these names, and slots in place of variables. */
export function expanded(value: unknown, names: readonly string[]): unknown {
  if (typeof value === 'string') return withUserSlots(value);
  if (Array.isArray(value))
    return value.flatMap((item): readonly unknown[] => (item === allEntries ? names : [expanded(item, names)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, expanded(inner, names)]));
}
