import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@vortex/kit';
import type { IncomingMessage } from 'node:http';
import { qrCode } from '../subscription-page/qr-code';
import { mayConnect } from '../users/user-status';
import { type LinkAnswer, notThere } from './link-answer';
import { LinkDevices } from './link-devices.service';
import { LinkOffers } from './link-offers.service';
import type { LinkQuestion } from './link-question';
import { defaultDevice, type LinkState, statusNow } from './link-state';
import { ListWriter } from './list-writer.service';

const mostFormBytes = 1_024;

/** What the page does beside being shown: codes of its entries, and the removal of devices. */
@Injectable()
export class PageActions {
  constructor(
    private readonly offers: LinkOffers,
    private readonly lists: ListWriter,
    private readonly devices: LinkDevices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async answer(request: IncomingMessage, rest: string, state: LinkState, question: LinkQuestion): Promise<LinkAnswer> {
    const [, number] = /^qr\/(\d{1,4})$/.exec(rest) ?? [];
    if (number !== undefined && request.method === 'GET') return this.code(state, Number(number), question);
    if (rest === 'devices' && request.method === 'POST') return this.forget(request, state, question);
    return notThere;
  }

  private async code(state: LinkState, number: number, { reader }: LinkQuestion): Promise<LinkAnswer> {
    const offer = this.offers.remembered(state.tenantId) ?? (await this.offers.load(state.tenantId));
    const now = this.clock.now();
    const status = statusNow(state, now);
    if (!mayConnect(status)) return notThere;
    const facts = { state, status, device: defaultDevice(state), reader, settings: offer.settings, now };
    const entry = this.lists.shownEntries(offer, facts)[number];
    const drawing = entry && qrCode(entry.code);
    if (!drawing) return notThere;
    return {
      status: 200,
      headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'private, no-store' },
      body: drawing.text,
    };
  }

  /** Only from the page itself: a browser says where a form comes from. */
  private async forget(
    request: IncomingMessage,
    state: LinkState,
    { headers, token, asClient }: LinkQuestion,
  ): Promise<LinkAnswer> {
    if (headers('sec-fetch-site') !== 'same-origin' && !isSameOrigin(headers('origin'), headers('host')))
      return notThere;
    const form = new URLSearchParams(await bodyOf(request));
    await asClient(() => this.devices.forget(state, form.get('forget') ?? ''));
    const language = form.get('lang') === 'ru' ? 'ru' : 'en';
    const location = `../${token}?format=page&lang=${language}#devices`;
    return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' };
  }
}

function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > mostFormBytes) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
