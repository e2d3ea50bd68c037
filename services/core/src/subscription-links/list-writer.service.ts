import { Injectable } from '@nestjs/common';
import { Keyring } from '@vortex/kit';
import { zipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { type Credentials, credentialSource, isCredential } from '../devices/credentials';
import { base64Of, FilledText, type SlotValues } from '../link-formats/filled-text';
import { fileKinds } from '../link-formats/link-format';
import { outlineServer } from '../link-formats/shadowsocks-lists';
import { shareLink } from '../link-formats/share-link';
import { fileNameOf, wireguardFile } from '../link-formats/wireguard';
import { slotOf } from '../link-entries/slot';
import { deviceSeedColumn, sealContext } from '../sealed-columns';
import { disposition } from './answer-headers';
import { isNamed } from './entity-tag';
import { namesFor, openValue } from './filled-list';
import type { HeaderFields, LinkAnswer } from './link-answer';
import type { LinkOffer } from './link-offer';
import type { LinkQuestion } from './link-question';
import type { LinkDevice } from './link-state';
import type { ListFormat, ListPlan } from './list-plan';
import { type UserFacts, withUserValues } from './user-values';

export interface ListWish {
  readonly format: ListFormat;
  readonly templateId: string | null;
  /** Texts of entries that take the place of all servers. */
  readonly notices: readonly string[];
}

export interface ShownEntry {
  readonly name: string;
  readonly link: string | undefined;
  readonly code: string;
  readonly isForOutline: boolean;
}

/** A list for one device, with all but its secrets. */
interface Draft {
  readonly plan: ListPlan;
  readonly device: LinkDevice;
  readonly names: readonly string[];
  /** Of the slots that are in its texts. */
  readonly values: ReadonlyMap<string, string>;
  /** Of any slot that holds no secret. */
  readonly openOf: (name: string) => string | undefined;
}

/** The same moment for every archive: the same list is the same file. */
const archiveTime = new Date(Date.UTC(2000, 0, 1));

/** Fills plans with what is a user's own. Secrets are opened only when the client has not the same list already. */
@Injectable()
export class ListWriter {
  constructor(private readonly keyring: Keyring) {}

  answer(
    offer: LinkOffer,
    facts: UserFacts,
    question: LinkQuestion,
    wish: ListWish,
    headers: HeaderFields,
  ): LinkAnswer {
    const isFiles = wish.format === 'WIREGUARD' || wish.format === 'AMNEZIAWG';
    const drafts = this.devicesFor(facts, wish, question).map((device) => draftOf(offer, facts, wish, device));
    const etag = etagOf(drafts, question.query.get('entry'));
    const common = {
      ...headers,
      etag,
      'cache-control': 'private, no-cache',
      vary: 'accept, user-agent, x-hwid',
    };
    if (isNamed(question.headers('if-none-match'), etag)) return { status: 304, headers: common, body: '' };
    const files = drafts.flatMap((draft) => this.write(draft));
    if (isFiles) return packed(files, wish.format, facts, common, question.query.get('entry'));
    const { contentType, ending } = fileKinds[wish.format];
    const name = `${withUserValues('{title}', facts) || 'subscription'}.${ending}`;
    return {
      status: 200,
      headers: { ...common, 'content-type': contentType, 'content-disposition': disposition(name) },
      body: files[0]?.text ?? '',
    };
  }

  /** Each entry with its link, and with what a code of it says: of WireGuard the file, as its apps read it. */
  shownEntries(offer: LinkOffer, facts: UserFacts): readonly ShownEntry[] {
    const { device } = facts;
    if (!device) return [];
    const draft = draftOf(offer, facts, { format: 'LINKS', templateId: null, notices: [] }, device);
    const valueOf = this.valuesFor(draft);
    return draft.plan.entries.flatMap((entry) => {
      const pieces = shareLink(entry) ?? [];
      const file = wireguardFile(entry, 'amneziawg');
      const link = pieces.length > 0 ? FilledText.of(pieces).fill(valueOf) : undefined;
      const code = file === undefined ? link : FilledText.of([{ text: file, encoding: 'raw' }]).fill(valueOf);
      const isForOutline = outlineServer([entry]) !== undefined;
      return code === undefined ? [] : [{ name: valueOf(slotOf(entry.name) ?? ''), link, code, isForOutline }];
    });
  }

  /** Names and texts of one device's files. */
  private write(draft: Draft): readonly { readonly name: string; readonly text: string }[] {
    const { plan, device, names } = draft;
    const valueOf = this.valuesFor(draft);
    return plan.list.texts.map(({ entryName, text }) => {
      const filled = text.fill(valueOf);
      const server = entryName === undefined ? '' : valueOf(entryName);
      const place = names.length > 0 && device.kind === 'WIREGUARD' ? `${device.name} ${server}` : server;
      return { name: place, text: plan.list.inBase64 ? base64Of(filled, 'standard') : filled };
    });
  }

  /** Secrets are derived when they are asked for, each once. */
  private valuesFor({ device, values, openOf }: Draft): SlotValues {
    let source: ((name: keyof Credentials) => string) | undefined;
    const secrets = new Map<string, string>();
    return (name) => {
      const open = values.get(name);
      if (open !== undefined) return open;
      if (!isCredential(name)) return openOf(name) ?? '';
      let secret = secrets.get(name);
      if (secret === undefined) {
        source ??= credentialSource(this.seedOf(device), device.rotations);
        secrets.set(name, (secret = source(name)));
      }
      return secret;
    };
  }

  private seedOf({ id, seed }: LinkDevice): string {
    return this.keyring.openText(seed, sealContext(deviceSeedColumn, id));
  }

  /** Of files, one for each of the user's WireGuard configurations; of a list, the device that asks. */
  private devicesFor({ state, device }: UserFacts, { format, notices }: ListWish, { query }: LinkQuestion) {
    const asked = device ? [device] : [];
    if ((format !== 'WIREGUARD' && format !== 'AMNEZIAWG') || notices.length > 0) return asked;
    const own = state.devices.filter(({ kind, revokedAt }) => kind === 'WIREGUARD' && revokedAt === null);
    const named = own.filter(({ id }) => id === query.get('device'));
    if (named.length > 0) return named;
    return own.length > 0 ? own : asked;
  }
}

function draftOf({ plans }: LinkOffer, facts: UserFacts, wish: ListWish, device: LinkDevice): Draft {
  const { format, templateId, notices } = wish;
  const { reader, state } = facts;
  const { groupIds } = state;
  const without = plans.tunnels(groupIds).filter((id) => !device.tunnelNumbers.has(id));
  const plan = plans.plan({ format, templateId, groupIds, reader, without, notices: notices.length });
  const named = { plan, facts: { ...facts, device }, notices };
  const names = namesFor(named);
  const values = new Map<string, string>();
  const context = { ...named, plans, device };
  const openOf = (name: string) => openValue(name, context, names);
  for (const name of plan.slots) {
    const value = openOf(name);
    if (value !== undefined) values.set(name, value);
  }
  return { plan, device, names, values, openOf };
}

/** The same for what is the same: what is written, what is filled in, and the revision of the secrets. */
function etagOf(drafts: readonly Draft[], entry: string | null): string {
  const hash = createHash('sha256').update(entry ?? '');
  for (const { plan, device, values } of drafts) {
    let text = `\0${plan.fingerprint}\0${device.id}\0${device.revision}`;
    for (const [name, value] of values) text += `\0${name}\0${value}`;
    hash.update(text);
  }
  return `"${hash.digest('base64url')}"`;
}

/** One file as it is, several in an archive. */
function packed(
  files: readonly { readonly name: string; readonly text: string }[],
  format: ListFormat,
  facts: UserFacts,
  headers: HeaderFields,
  entry: string | null,
): LinkAnswer {
  const { contentType, ending } = fileKinds[format];
  const only = entry === null ? undefined : files[Number(entry)];
  const [single] = only ? [only] : files;
  if (single && (only || files.length === 1)) {
    const named = { 'content-type': contentType, 'content-disposition': disposition(fileNameOf(single.name, ending)) };
    return { status: 200, headers: { ...headers, ...named }, body: single.text };
  }
  const title = fileNameOf(withUserValues('{title}', facts), 'zip');
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'application/zip', 'content-disposition': disposition(title) },
    body: archive(files, ending),
  };
}

function archive(files: readonly { readonly name: string; readonly text: string }[], ending: string): Uint8Array {
  const taken = new Set<string>();
  const entries = files.map(({ name, text }) => {
    let free = fileNameOf(name, ending);
    for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = fileNameOf(`${name} ${n}`, ending);
    taken.add(free.toLowerCase());
    return [free, Buffer.from(text, 'utf8')] as const;
  });
  return zipSync(Object.fromEntries(entries), { mtime: archiveTime });
}
