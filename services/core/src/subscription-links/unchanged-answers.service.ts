import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@vortex/kit';
import { readerKey } from '../link-entries/place-order';
import type { LinkAnswer } from './link-answer';
import type { LinkOffer } from './link-offer';
import { LinkOffers } from './link-offers.service';
import type { LinkQuestion } from './link-question';
import type { LinkState } from './link-state';

/** An answer to who has the list already. */
interface Unchanged {
  readonly offer: LinkOffer;
  readonly etag: string;
  readonly until: number;
  readonly answer: LinkAnswer;
}

/** For so long nobody looks whether a day has ended or a limit was reached. */
const unchangedMs = 10_000;
/** Of one user. */
const mostRemembered = 32;
/** What a list depends on, beside what an operator's rules look at. */
const usualHeaders = ['x-hwid', 'user-agent', 'accept'];

/** Remembers who has its list already: clients ask all day, and nothing has changed. */
@Injectable()
export class UnchangedAnswers {
  /** By user, until it is forgotten. */
  private readonly kept = new WeakMap<LinkState, Map<string, Unchanged>>();
  private readonly headersOf = new WeakMap<LinkOffer, readonly string[]>();

  constructor(
    private readonly offers: LinkOffers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Known at once, of what is in memory. */
  find(state: LinkState, question: LinkQuestion): LinkAnswer | undefined {
    const etag = question.headers('if-none-match');
    const known = etag === undefined ? undefined : this.kept.get(state);
    const offer = known && this.offers.remembered(state.tenantId);
    const unchanged = offer && known.get(this.keyOf(offer, question));
    if (unchanged?.offer !== offer || unchanged?.etag !== etag) return undefined;
    return unchanged && unchanged.until > this.clock.now().getTime() ? unchanged.answer : undefined;
  }

  remember(state: LinkState, offer: LinkOffer, question: LinkQuestion, answer: LinkAnswer): void {
    const etag = question.headers('if-none-match');
    if (answer.status !== 304 || etag === undefined) return;
    const known = this.kept.get(state) ?? new Map<string, Unchanged>();
    const key = this.keyOf(offer, question);
    if (known.size >= mostRemembered && !known.has(key)) return;
    const until = this.clock.now().getTime() + unchangedMs;
    this.kept.set(state, known.set(key, { offer, etag, until, answer }));
  }

  private keyOf(offer: LinkOffer, { search, reader, headers }: LinkQuestion): string {
    let names = this.headersOf.get(offer);
    if (!names) {
      const asked = offer.rules.flatMap(({ conditions }) => conditions.map(({ header }) => header));
      this.headersOf.set(offer, (names = [...new Set([...usualHeaders, ...asked])]));
    }
    let key = `${search}\n${readerKey(reader)}`;
    for (const name of names) key += `\n${headers(name) ?? '\0'}`;
    return key;
  }
}
