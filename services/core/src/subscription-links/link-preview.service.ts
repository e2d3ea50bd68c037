import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import type { LinkFormat } from '../link-formats/link-format';
import { ruleFor, type ShownHeader } from '../link-rules/response-rule';
import { anybody } from '../link-entries/place-order';
import { type LinkSettingsPatch, patchedSettings } from '../link-settings/link-settings-input';
import { LinkSettingsService } from '../link-settings/link-settings.service';
import { SubscriptionLinkRepository } from '../users/subscription-link.repository';
import type { UserId } from '../users/user';
import { UserNotFound } from '../users/user.errors';
import { LinkOffers } from './link-offers.service';
import { LinkResponder } from './link-responder.service';
import { LinkStateRepository } from './link-state.repository';

export interface PreviewWish {
  readonly userId: UserId;
  readonly headers: readonly ShownHeader[];
  readonly format: LinkFormat | undefined;
  /** Settings to try. */
  readonly settings: LinkSettingsPatch | undefined;
}

export interface LinkPreview {
  readonly status: number;
  readonly rule: string | null;
  readonly contentType: string;
  readonly headers: readonly ShownHeader[];
  readonly body: string;
}

/** Shows an operator what a client would be answered, without the client's having been there. */
@Injectable()
export class LinkPreviewService {
  constructor(
    private readonly links: SubscriptionLinkRepository,
    private readonly states: LinkStateRepository,
    private readonly offers: LinkOffers,
    private readonly settings: LinkSettingsService,
    private readonly responder: LinkResponder,
  ) {}

  async preview(scope: Scope, { userId, headers, format, settings }: PreviewWish): Promise<LinkPreview> {
    const [link] = await this.links.ofUsers(scope, [userId]);
    const state = link && (await this.states.ofUser(userId));
    if (!state) throw new UserNotFound(userId);
    const offer = await this.offers.trial(state.tenantId, (kept) =>
      settings ? patchedSettings(kept, settings) : kept,
    );
    if (settings?.rules) await this.settings.checkTemplates({ tenantId: state.tenantId }, offer.settings);
    const sent = new Map(headers.map(({ name, value }) => [name.toLowerCase(), value]));
    const headerOf = (name: string) => sent.get(name);
    const query = new URLSearchParams(format ? { format } : {});
    const asClient = <T>(work: () => T) => work();
    const question = {
      token: link.token,
      headers: headerOf,
      query,
      search: query.toString(),
      reader: anybody,
      asClient,
    };
    const { status, headers: told, body } = await this.responder.answerFrom(offer, state, question, true);
    return {
      status,
      rule: ruleFor(offer.rules, headerOf)?.name ?? null,
      contentType: told['content-type'] ?? '',
      headers: Object.entries(told).map(([name, value]) => ({ name, value })),
      body: typeof body === 'string' ? body : Buffer.from(body).toString('base64'),
    };
  }
}
