import { stringify } from 'yaml';
import { type Entry, isOf } from '../link-entries/entry';
import { slot, slotOf } from '../link-entries/slot';
import { expanded } from '../link-templates/all-entries';
import type { Template } from '../link-templates/template';
import { fieldsOf, listOf } from '../link-templates/template.errors';
import { entryTag } from '../link-templates/xray-template';
import { type ClashClient, clashProxy } from './mihomo';
import { FilledText, type Piece } from './filled-text';
import type { LinkFormat, TemplatedFormat } from './link-format';
import { outlineServer, sip008List } from './shadowsocks-lists';
import { shareLink } from './share-link';
import { singBoxEndpoint, singBoxOutbound } from './sing-box';
import { wireguardFile } from './wireguard';
import { xrayOutbound } from './xray';

/** A list in one format, written once for all users that are shown the same entries. */
export interface WrittenList {
  /** The whole answer, or each of its files. */
  readonly texts: readonly WrittenText[];
  readonly inBase64: boolean;
  /** Names that no entry may have. */
  readonly taken: readonly string[];
}

export interface WrittenText {
  /** Of a file: the slot of its entry's name. */
  readonly entryName: string | undefined;
  readonly text: FilledText;
}

/**
 * @param given what is to be shown; what the format's clients do not speak is left out
 * @param instead what is shown where nothing is left
 * @param template of the formats that have one
 */
export function writtenList(
  format: Exclude<LinkFormat, 'PAGE'>,
  given: readonly Entry[],
  instead: readonly Entry[],
  template: (format: TemplatedFormat) => Template,
): WrittenList {
  const spoken = given.filter((entry) => isSpoken(format, entry));
  const entries = spoken.length > 0 ? spoken : instead;
  switch (format) {
    case 'LINKS':
      return { ...whole(linksOf(entries)), inBase64: true };
    case 'XRAY':
      return whole(xrayOf(entries, template(format)));
    case 'SING_BOX':
      return { ...whole(singBoxOf(entries, template(format))), taken: template(format).taken };
    case 'MIHOMO':
      return { ...whole(clashOf(entries, template(format), 'mihomo')), taken: template(format).taken };
    case 'STASH':
      return { ...whole(clashOf(entries, template(format), 'stash')), taken: template(format).taken };
    case 'OUTLINE':
      return whole(json(outlineServer(entries)));
    case 'SIP008':
      return whole(sip008Of(entries));
    case 'WIREGUARD':
      return files(entries, (entry) => wireguardFile(entry, 'wireguard'));
    case 'AMNEZIAWG':
      return files(entries, (entry) => wireguardFile(entry, 'amneziawg'));
  }
}

/** Whether clients of the format could do anything with the entry. */
function isSpoken(format: Exclude<LinkFormat, 'PAGE'>, entry: Entry): boolean {
  switch (format) {
    case 'LINKS':
      return (shareLink(entry)?.length ?? 0) > 0;
    case 'XRAY':
      return xrayOutbound(entry, entryTag) !== undefined;
    case 'SING_BOX':
      return (singBoxOutbound(entry) ?? singBoxEndpoint(entry)) !== undefined;
    case 'MIHOMO':
    case 'STASH':
      return clashProxy(entry, format === 'STASH' ? 'stash' : 'mihomo') !== undefined;
    case 'OUTLINE':
      return outlineServer([entry]) !== undefined;
    case 'SIP008':
      return isOf(entry, 'shadowsocks');
    case 'WIREGUARD':
    case 'AMNEZIAWG':
      return wireguardFile(entry, format === 'WIREGUARD' ? 'wireguard' : 'amneziawg') !== undefined;
  }
}

function whole(pieces: readonly Piece[]): WrittenList {
  return { texts: [{ entryName: undefined, text: FilledText.of(pieces) }], inBase64: false, taken: [] };
}

/** A notice is a file of one line, which says it. */
function files(entries: readonly Entry[], write: (entry: Entry) => string | undefined): WrittenList {
  const texts = entries.map((entry) => {
    const text = write(entry) ?? `# ${entry.name}\n`;
    return { entryName: slotOf(entry.name), text: FilledText.of([{ text, encoding: 'raw' }]) };
  });
  return { texts, inBase64: false, taken: [] };
}

function linksOf(entries: readonly Entry[]): readonly Piece[] {
  return entries.flatMap((entry) => {
    const link = shareLink(entry);
    return link && link.length > 0 ? [...link, { text: '\n', encoding: 'raw' as const }] : [];
  });
}

function json(value: unknown): readonly Piece[] {
  return [{ text: JSON.stringify(value), encoding: 'json' }];
}

/** One document an entry: clients list them by what they are remarked with. */
function xrayOf(entries: readonly Entry[], { document }: Template): readonly Piece[] {
  const { outbounds, ...rest } = fieldsOf(expanded(document, []));
  const documents = entries.flatMap((entry) => {
    const outbound = xrayOutbound(entry, entryTag);
    return outbound ? [{ ...rest, remarks: entry.name, outbounds: [outbound, ...listOf(outbounds)] }] : [];
  });
  return json(documents);
}

function singBoxOf(entries: readonly Entry[], { document }: Template): readonly Piece[] {
  const endpoints = entries.flatMap((entry) => singBoxEndpoint(entry) ?? []);
  const outbounds = entries.flatMap((entry) => singBoxOutbound(entry) ?? []);
  const filled = fieldsOf(expanded(document, namesOf(entries)));
  const all = [...listOf(filled['endpoints']), ...endpoints];
  return json({
    ...filled,
    ...(all.length > 0 ? { endpoints: all } : {}),
    outbounds: [...listOf(filled['outbounds']), ...outbounds],
  });
}

function clashOf(entries: readonly Entry[], { document }: Template, client: ClashClient): readonly Piece[] {
  const proxies = entries.flatMap((entry) => clashProxy(entry, client) ?? []);
  const filled = fieldsOf(expanded(document, namesOf(entries)));
  const value = { ...filled, proxies: [...listOf(filled['proxies']), ...proxies] };
  const text = stringify(value, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return [{ text, encoding: 'json' }];
}

function namesOf(entries: readonly Entry[]): string[] {
  return entries.map(({ name }) => name);
}

/** What is used and what is left stands behind the servers, as numbers: a slot may not be quoted there. */
function sip008Of(entries: readonly Entry[]): readonly Piece[] {
  const list = JSON.stringify(sip008List(entries, {})).slice(0, -1);
  return [
    { text: `${list},"bytes_used":`, encoding: 'json' },
    { text: `${slot('bytesUsed')}${slot('bytesRemainingPart')}}`, encoding: 'raw' },
  ];
}
