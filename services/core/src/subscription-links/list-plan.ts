import { createHash } from 'node:crypto';
import { type Catalogue, type Place, placesFor } from '../link-entries/catalogue';
import type { Entry } from '../link-entries/entry';
import { entryOf } from '../link-entries/entry-building';
import { noticeEntry } from '../link-entries/notice-entry';
import { fileKinds, type LinkFormat, type TemplatedFormat } from '../link-formats/link-format';
import { anybody, type ListReader, readerKey } from '../link-entries/place-order';
import { entryRemarks, settledNames } from './entry-names';
import { type WrittenList, writtenList } from '../link-formats/written-list';
import type { Template } from '../link-templates/template';
import { LRUCache } from 'lru-cache';

export type ListFormat = Exclude<LinkFormat, 'PAGE'>;

/** What a list is like for all users to whom the same applies, before anything of one of them is filled in. */
export interface ListPlan {
  readonly format: ListFormat;
  /** By the number in the names of their slots. */
  readonly places: readonly Place[];
  readonly entries: readonly Entry[];
  /** What the entries are called, but for what is said of the user in it. */
  readonly remarks: readonly string[];
  /** The entries' names, where all users are shown the same; they are filled in already. */
  readonly names: readonly string[] | undefined;
  readonly list: WrittenList;
  /** All slots of all texts. */
  readonly slots: ReadonlySet<string>;
  /** The same wherever the same is written: part of an ETag. */
  readonly fingerprint: string;
}

/** What a plan depends on. */
export interface PlanWish {
  readonly format: ListFormat;
  readonly templateId: string | null;
  readonly groupIds: readonly string[];
  readonly reader: ListReader;
  /** WireGuard inbounds on which the device has no address: nobody could connect with such an entry. */
  readonly without: readonly string[];
  /** Instead of any server: as many entries that say why. */
  readonly notices: number;
}

/** Of ways to ask, which are many where readers are told apart, and lead to few plans. */
const mostWishes = 5_000;
/** Of all plans of a tenant together: one may have a hundred servers in each of a hundred configurations. */
const mostCharacters = 16 * 2 ** 20;

/** Plans of one tenant as of one moment; they are few, for most users are in the same groups. */
export class ListPlans {
  /** By what is wished for, what its plan is found by. */
  private readonly keys = new LRUCache<string, string>({ max: mostWishes });
  private readonly plans = new LRUCache<string, ListPlan>({
    maxSize: mostCharacters,
    sizeCalculation: ({ list }) => list.texts.reduce((sum, { text }) => sum + text.characters, 1),
  });

  constructor(
    private readonly catalogue: Catalogue,
    private readonly templateOf: (format: TemplatedFormat, id: string | null) => Template,
  ) {}

  plan(wish: PlanWish): ListPlan {
    const { format, templateId, groupIds, reader, without, notices } = wish;
    const asked = `${format} ${templateId ?? ''} ${notices} ${readerKey(reader)} ${groupIds.join()} ${without.join()}`;
    const key = this.keys.get(asked);
    const known = key === undefined ? undefined : this.plans.get(key);
    return known ?? this.planned(wish, asked);
  }

  /** Readers who are shown the same places in the same order share a plan. */
  private planned({ format, templateId, groupIds, reader, without, notices }: PlanWish, asked: string): ListPlan {
    const places = notices > 0 ? [] : placesFor(this.catalogue, groupIds, reader);
    const shown = places.filter(({ inbound }) => !without.includes(inbound.id));
    const hash = createHash('sha256').update(`${format} ${templateId ?? ''} ${notices}`);
    for (const { host } of shown) hash.update(` ${host.id}`);
    const key = hash.digest('base64url');
    let plan = this.plans.get(key);
    if (!plan) this.plans.set(key, (plan = this.make(format, templateId, shown, notices)));
    this.keys.set(asked, key);
    return plan;
  }

  /** The WireGuard inbounds that users of these groups are shown. */
  tunnels(groupIds: readonly string[]): readonly string[] {
    const key = groupIds.join();
    let ids = this.tunnelIds.get(key);
    if (!ids) {
      const all = placesFor(this.catalogue, groupIds, anybody).map(({ inbound }) => inbound);
      ids = [...new Set(all.filter(({ protocol }) => protocol === 'WIREGUARD').map(({ id }) => id))];
      this.tunnelIds.set(key, ids);
    }
    return ids;
  }

  /** The pools of a WireGuard inbound. */
  poolsOf(inboundId: string): { readonly ipv4?: string | undefined; readonly ipv6?: string | undefined } {
    return this.catalogue.inbounds.get(inboundId)?.view.wireguard?.addressPools ?? {};
  }

  private readonly tunnelIds = new LRUCache<string, readonly string[]>({ max: mostWishes });

  private make(format: ListFormat, templateId: string | null, shown: readonly Place[], notices: number): ListPlan {
    const entries = shown.flatMap((place, n) => entryOf(place, n) ?? []);
    const told = Array.from({ length: notices }, (_, n) => noticeEntry(`name:${n}`, format));
    const instead = told.length > 0 ? told : [noticeEntry('nothing', format)];
    const written = writtenList(format, entries, instead, (kind) => this.templateOf(kind, templateId));
    const remarks = entryRemarks(shown);
    const names = notices > 0 ? undefined : settledNames(remarks, written.taken);
    const list = names ? withNames(written, names) : written;
    const slots = new Set(
      list.texts.flatMap(({ entryName, text }) => [...text.slots, ...(entryName ? [entryName] : [])]),
    );
    const fingerprint = fingerprintOf(format, list);
    return { format, places: shown, entries: [...entries, ...told], remarks, names, list, slots, fingerprint };
  }
}

function withNames(list: WrittenList, names: readonly string[]): WrittenList {
  const valueOf = (slot: string) => (slot.startsWith('name:') ? (names[Number(slot.slice(5))] ?? '') : undefined);
  return { ...list, texts: list.texts.map((one) => ({ ...one, text: one.text.filledWith(valueOf) })) };
}

function fingerprintOf(format: ListFormat, { texts }: WrittenList): string {
  const hash = createHash('sha256').update(fileKinds[format].contentType);
  for (const { text } of texts) hash.update('\0').update(text.fill((name) => `{${name}}`));
  return hash.digest('base64url');
}
