import type { ListReader } from '../link-entries/place-order';
import { shownText } from '../link-entries/shown-text';
import type { LinkSettings } from '../link-settings/link-settings';
import { isUserVariable, type UserVariable, withValues } from '../link-templates/template-variable';
import type { UserStatus } from '../users/user';
import type { LinkDevice, LinkState } from './link-state';

const dayMs = 24 * 60 * 60_000;
const usualUnits: readonly string[] = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes as people read them: three digits at most, in steps of 1,024. */
export function readableBytes(bytes: bigint, units = usualUnits): string {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1_024 && unit < units.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  const digits = value >= 100 || unit === 0 ? 0 : value >= 10 ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${units[unit]}`;
}

export interface UserFacts {
  readonly state: LinkState;
  readonly status: UserStatus;
  readonly device: LinkDevice | undefined;
  readonly reader: ListReader;
  readonly settings: LinkSettings;
  readonly now: Date;
}

/** The value of a variable of the user, as it is shown. */
export function userValue(name: UserVariable, facts: UserFacts): string {
  const { state, status, device, settings, now } = facts;
  const { limitBytes, usedBytes, expiresAt } = state;
  switch (name) {
    case 'title':
      return withUserValues(settings.title, facts, new Set(['title']));
    case 'username':
      return state.username;
    case 'status':
      return status;
    case 'used':
      return readableBytes(usedBytes);
    case 'limit':
      return limitBytes === null ? '∞' : readableBytes(limitBytes);
    case 'left':
      return limitBytes === null ? '∞' : readableBytes(limitBytes > usedBytes ? limitBytes - usedBytes : 0n);
    case 'expires':
      return expiresAt === null ? '∞' : expiresAt.toISOString().slice(0, 10);
    case 'days_left':
      return expiresAt === null ? '∞' : String(Math.max(Math.ceil((expiresAt.getTime() - now.getTime()) / dayMs), 0));
    case 'device':
      return device?.name || device?.model || '';
    case 'support_url':
      return settings.supportUrl;
  }
}

/** A text with the user's values in it. A title may not be made of itself. */
export function withUserValues(text: string, facts: UserFacts, not: ReadonlySet<string> = new Set()): string {
  return withValues(text, (name) => {
    if (not.has(name)) return '';
    return isUserVariable(name) ? shownText(userValue(name, facts)) : undefined;
  });
}
