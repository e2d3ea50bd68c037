import { slot } from '../link-entries/slot';

/** What may stand in braces in remarks, titles, announcements and templates. */
export const userVariables = [
  ...([
    'title',
    'username',
    'status',
    'used',
    'limit',
    'left',
    'expires',
    'days_left',
    'device',
    'support_url',
  ] as const),
] as const;
/** What besides may stand in the name of an entry. */
export const entryVariables = ['server', 'country', 'city', 'flag', 'protocol', 'network', 'security', 'tag'] as const;

export type UserVariable = (typeof userVariables)[number];
export type EntryVariable = (typeof entryVariables)[number];

const pattern = /\{([a-z_]{1,32})\}/g;

/** Puts values in the place of variables. What no variable is called stays as it is. */
export function withValues(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(pattern, (whole, name: string) => valueOf(name) ?? whole);
}

/** The text with a slot for each variable of the user. */
export function withUserSlots(text: string): string {
  return withValues(text, (name) => (isUserVariable(name) ? slot(`user:${name}`) : undefined));
}

/** Names in braces that are none of those. */
export function strangeVariables(text: string, known: readonly string[]): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name = '']) => (known.includes(name) ? [] : [name]));
}

export function isUserVariable(name: string): name is UserVariable {
  return (userVariables as readonly string[]).includes(name);
}

/** Whether a text says something else to each user. */
export function usesUser(text: string): boolean {
  return [...text.matchAll(pattern)].some(([, name = '']) => isUserVariable(name));
}
