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

const mostPlans = 2_000;

/** Plans of one tenant as of one moment; they are few, for most users are in the same groups. */
export class ListPlans {
  private readonly plans = new LRUCache<string, ListPlan>({ max: mostPlans });

  constructor(
    private readonly catalogue: Catalogue,
    private readonly templateOf: (format: TemplatedFormat, id: string | null) => Template,
  ) {}

  plan(wish: PlanWish): ListPlan {
    const { format, templateId, groupIds, reader, without, notices } = wish;
    const key = `${format} ${templateId ?? ''} ${notices} ${readerKey(reader)} ${groupIds.join()} ${without.join()}`;
    let plan = this.plans.get(key);
    if (!plan) this.plans.set(key, (plan = this.make(wish)));
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

  private readonly tunnelIds = new LRUCache<string, readonly string[]>({ max: mostPlans });

  private make({ format, templateId, groupIds, reader, without, notices }: PlanWish): ListPlan {
    const places = notices > 0 ? [] : placesFor(this.catalogue, groupIds, reader);
    const shown = places.filter(({ inbound }) => !without.includes(inbound.id));
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
