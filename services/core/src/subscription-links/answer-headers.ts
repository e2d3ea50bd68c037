import type { ShownHeader } from '../link-rules/response-rule';
import { shownText } from '../link-entries/shown-text';
import type { HeaderFields } from './link-answer';
import { type UserFacts, withUserValues } from './user-values';

/** Clients show no more of it. */
const mostTitleCharacters = 25;
const latin = /^[\x20-\x7e]*$/;

/** What clients are told of a subscription beside its list, and what the operator wants them to be told. */
export function subscriptionHeaders(facts: UserFacts, linkUrl: string, more: readonly ShownHeader[]): HeaderFields {
  const { settings, state } = facts;
  const title = withUserValues('{title}', facts);
  const announce = withUserValues(settings.announce, facts);
  const expire = state.expiresAt ? `; expire=${Math.floor(state.expiresAt.getTime() / 1_000)}` : '; expire=0';
  return {
    'subscription-userinfo': `upload=0; download=${state.usedBytes}; total=${state.limitBytes ?? 0n}${expire}`,
    'profile-title': inBase64(Array.from(title).slice(0, mostTitleCharacters).join('')),
    'profile-update-interval': String(settings.updateIntervalHours),
    'profile-web-page-url': plain(settings.pageUrl || linkUrl),
    ...(settings.supportUrl === '' ? {} : { 'support-url': plain(settings.supportUrl) }),
    ...(announce === '' ? {} : { announce: inBase64(announce) }),
    ...(settings.routing === '' ? {} : { routing: plain(settings.routing) }),
    ...Object.fromEntries(
      [...settings.headers, ...more].map(({ name, value }) => [name, headerText(withUserValues(value, facts))]),
    ),
  };
}

/** A file's name in the form every client reads, and in the one that holds every script (RFC 6266). */
export function disposition(given: string): string {
  const name = shownText(given);
  const ascii = name.replace(/[^\w .()+-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function inBase64(text: string): string {
  return `base64:${Buffer.from(text, 'utf8').toString('base64')}`;
}

/** Other scripts go as the field writes them; nothing else may stand in a header (RFC 9110 §5.5). */
function headerText(text: string): string {
  const line = text.replace(/[\r\n\0]+/g, ' ');
  return latin.test(line) ? line : inBase64(line);
}

function plain(text: string): string {
  return encodeURI(text.replace(/\p{Cs}/gu, '')).replace(/%25([0-9A-Fa-f]{2})/g, '%$1');
}
