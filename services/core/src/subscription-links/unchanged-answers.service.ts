import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@vortex/kit';
import { hash } from 'node:crypto';
import { readerKey } from '../link-entries/place-order';
import { ByteMemory, keyBytes } from '../link-memory/byte-memory';
import { ChangeMoments } from '../link-memory/change-moments';
import { SharedFields } from '../link-memory/shared-fields';
import { readUnchanged, unchangedKey, unchangedRecord } from '../link-memory/unchanged-record';
import { tokenHash } from '../users/subscription-link';
import { mayConnect } from '../users/user-status';
import { clientIdentity } from './client-identity';
import { fieldsOf, type HeaderFields, type LinkAnswer } from './link-answer';
import { LinkChanges } from './link-changes.service';
import { deviceFor } from './link-devices.service';
import type { LinkOffer } from './link-offer';
import { LinkOffers } from './link-offers.service';
import type { LinkQuestion } from './link-question';
import { type LinkState, statusNow } from './link-state';
import type { RememberedUser } from './link-states.service';
import { unchangedUntil } from './unchanged-until';

/** What answers have in common that come of one offer. */
interface OfferMemory {
  readonly number: number;
  /** Names of the headers that what is answered depends on. */
  readonly headers: readonly string[];
  readonly fields: SharedFields;
}

/** What a list depends on, beside what an operator's rules look at. */
const usualHeaders = ['x-hwid', 'user-agent', 'accept'];

/** Remembers who has its list already: clients ask all day, and nothing has changed. */
@Injectable()
export class UnchangedAnswers {
  private readonly ofOffers = new WeakMap<LinkOffer, OfferMemory>();
  private numbers = 0;

  constructor(
    private readonly offers: LinkOffers,
    private readonly memory: ByteMemory,
    private readonly moments: ChangeMoments,
    private readonly heard: LinkChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The headers of the answer that nothing has changed. Known at once, of what is in memory. */
  find({ key, tenantId }: RememberedUser, question: LinkQuestion): string[] | undefined {
    const etag = question.headers('if-none-match');
    const offer = etag === undefined ? undefined : this.offers.remembered(tenantId);
    if (!offer || etag === undefined) return undefined;
    const { number, headers, fields } = this.memoryOf(offer);
    const asked = askedFor(question, etag, headers);
    const record = this.memory.get(unchangedKey(key, asked));
    if (!record) return undefined;
    const known = readUnchanged(record);
    if (known.offer !== number || !known.asked.equals(asked)) return undefined;
    if (known.until <= this.clock.now().getTime()) return undefined;
    if (this.moments.hasChangedSince(known.place, known.moment)) return undefined;
    return fields.joined(known, { token: question.token, etag });
  }

  /** What is to be answered to who has been given this list, or has it already, and asks the same again. */
  remember(state: LinkState, offer: LinkOffer, question: LinkQuestion, { status, headers: given }: LinkAnswer): void {
    const etag = status === 304 ? question.headers('if-none-match') : given['etag'];
    // What changes while nobody hears of it would be told too late.
    if (etag === undefined || !this.heard.complete) return;
    const now = this.clock.now();
    const until = unchangedUntil(basisOf(state, offer, question, now), now);
    const place = this.moments.placeOf(state.userId);
    if (until <= now.getTime() || this.moments.hasChangedSince(place, state.asOf)) return;
    const { number, headers, fields } = this.memoryOf(offer);
    const answer = { status: 304, headers: withoutBody(given), body: '' };
    const own = fields.divided(fieldsOf(answer), { token: question.token, etag });
    if (!own) return;
    const asked = askedFor(question, etag, headers);
    const record = unchangedRecord({ moment: state.asOf, until, place, asked, offer: number, ...own });
    this.memory.put(unchangedKey(tokenHash(question.token).subarray(0, keyBytes), asked), record);
  }

  private memoryOf(offer: LinkOffer): OfferMemory {
    let known = this.ofOffers.get(offer);
    if (!known) {
      const asked = offer.rules.flatMap(({ conditions }) => conditions.map(({ header }) => header));
      const headers = [...new Set([...usualHeaders, ...asked])];
      this.ofOffers.set(offer, (known = { number: ++this.numbers, headers, fields: new SharedFields() }));
    }
    return known;
  }
}

/** Another one for whatever might be answered differently. */
function askedFor({ token, search, reader, headers }: LinkQuestion, etag: string, names: readonly string[]): Buffer {
  let text = `${token}\n${etag}\n${search}\n${readerKey(reader)}`;
  for (const name of names) text += `\n${headers(name) ?? '\0'}`;
  return hash('sha256', text, 'buffer').subarray(0, keyBytes);
}

/** The fields of a list that are about its text. */
function withoutBody({ 'content-type': _, 'content-disposition': __, ...others }: HeaderFields): HeaderFields {
  return others;
}

function basisOf(state: LinkState, { settings, plans }: LinkOffer, { headers }: LinkQuestion, now: Date) {
  if (!mayConnect(statusNow(state, now))) return { state, device: undefined, complete: true };
  const verdict = deviceFor(state, clientIdentity(headers).hwid, settings.requireDeviceId);
  const device = verdict.kind === 'known' ? verdict.device : undefined;
  const tunnels = plans.tunnels(state.groupIds);
  const others = state.devices.filter(({ kind, revokedAt }) => kind === 'WIREGUARD' && !revokedAt);
  const shown = device ? [device, ...others] : [];
  const complete = shown.every(({ tunnelNumbers }) => tunnels.every((id) => tunnelNumbers.has(id)));
  return { state, device, complete };
}
