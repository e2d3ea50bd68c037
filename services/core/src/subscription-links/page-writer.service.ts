import { Injectable } from '@nestjs/common';
import { platformOf } from '../subscription-page/apps';
import { html } from '../subscription-page/html';
import { languageOf, pageMessages } from '../subscription-page/page-messages';
import { pagePolicy, renderPage } from '../subscription-page/page';
import type { PageDevice } from '../subscription-page/page-content';
import { qrCode } from '../subscription-page/qr-code';
import { mayConnect } from '../users/user-status';
import type { LinkAnswer } from './link-answer';
import type { LinkOffer } from './link-offer';
import type { LinkQuestion } from './link-question';
import type { LinkDevice } from './link-state';
import { ListWriter } from './list-writer.service';
import { readableBytes, type UserFacts, withUserValues } from './user-values';

const dayMs = 24 * 60 * 60_000;

/** What a browser is shown: for people, who have no client yet or want to see how they stand. */
@Injectable()
export class PageWriter {
  constructor(private readonly lists: ListWriter) {}

  answer(offer: LinkOffer, facts: UserFacts, { headers, query, token }: LinkQuestion, linkUrl: string): LinkAnswer {
    const { state, settings, status, now } = facts;
    const { limitBytes, usedBytes, expiresAt } = state;
    const left = limitBytes === null ? undefined : limitBytes > usedBytes ? limitBytes - usedBytes : 0n;
    const url = absolute(linkUrl, headers('host'));
    const entries = mayConnect(status) ? this.lists.shownEntries(offer, facts) : [];
    const language = languageOf(query.get('lang'), headers('accept-language') ?? '');
    const { units } = pageMessages[language];
    const body = renderPage({
      language,
      title: withUserValues('{title}', facts),
      username: state.username,
      status,
      announce: withUserValues(settings.announce, facts),
      used: readableBytes(usedBytes, units),
      limit: limitBytes === null ? undefined : readableBytes(limitBytes, units),
      left: left === undefined ? undefined : readableBytes(left, units),
      share: limitBytes === null || limitBytes === 0n ? 0 : Math.min(Number(usedBytes) / Number(limitBytes), 1),
      expiresAt,
      daysLeft: expiresAt ? Math.max(Math.ceil((expiresAt.getTime() - now.getTime()) / dayMs), 0) : undefined,
      devices: state.devices.filter(({ kind, revokedAt }) => kind !== 'DEFAULT' && !revokedAt).map(shownDevice),
      deviceLimit: state.deviceLimit,
      link: {
        url,
        title: withUserValues('{title}', facts),
        hasOutline: entries.some(({ isForOutline }) => isForOutline),
      },
      path: new URL(url).pathname.replace(/[^/]*$/, token),
      platform: platformOf(headers('user-agent') ?? ''),
      entries: entries.map(({ name, link }) => ({ name, link })),
      hasWireguard: offer.plans.tunnels(state.groupIds).length > 0 && mayConnect(status),
      supportUrl: settings.supportUrl,
      qr: qrCode(url) ?? html``,
    });
    return {
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': pagePolicy,
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': 'camera=(), microphone=(), geolocation=()',
        'x-robots-tag': 'noindex, nofollow',
        'cache-control': 'private, no-store',
        vary: 'accept, accept-language, user-agent',
      },
      body,
    };
  }
}

function shownDevice(device: LinkDevice): PageDevice {
  const system = [device.os, device.osVersion].filter(Boolean).join(' ');
  const detail = [system, device.client].filter(Boolean).join(' · ');
  return {
    id: device.id,
    name: device.name || device.model || system || device.client || '—',
    detail,
    seenAt: device.seenAt > 0 ? new Date(device.seenAt) : null,
    removable: device.kind === 'HWID',
  };
}

/** Where no public address is set, the one the browser has come by. */
function absolute(linkUrl: string, host: string | undefined): string {
  if (URL.canParse(linkUrl)) return linkUrl;
  const base = `http://${host ?? ''}`;
  return new URL(linkUrl, URL.canParse(base) ? base : 'http://localhost').toString();
}
