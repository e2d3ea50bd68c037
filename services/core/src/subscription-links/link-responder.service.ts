import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, CONFIG } from '@vortex/kit';
import type { CoreConfig } from '../config';
import { type LinkFormat, formatNamed } from '../link-formats/link-format';
import { type RuleAction, ruleFor } from '../link-rules/response-rule';
import { usualFormat } from '../link-rules/usual-format';
import type { LinkNotices } from '../link-settings/link-settings';
import { mayConnect } from '../users/user-status';
import { subscriptionHeaders } from './answer-headers';
import { type ClientIdentity, clientIdentity, isNews } from './client-identity';
import { DeviceSightings } from './device-sightings.service';
import { type LinkAnswer, notThere, withStatus } from './link-answer';
import { type DeviceVerdict, deviceFor, LinkDevices } from './link-devices.service';
import type { LinkOffer } from './link-offer';
import type { LinkQuestion } from './link-question';
import { defaultDevice, type LinkDevice, type LinkState, statusNow } from './link-state';
import { LinkOffers } from './link-offers.service';
import { LinkStates } from './link-states.service';
import { ListWriter } from './list-writer.service';
import { PageWriter } from './page-writer.service';
import { TunnelNumbers } from './tunnel-numbers.service';
import { UnchangedAnswers } from './unchanged-answers.service';
import type { UserFacts } from './user-values';

/** What a link answers: decided here, written by others. */
@Injectable()
export class LinkResponder {
  constructor(
    private readonly states: LinkStates,
    private readonly offers: LinkOffers,
    private readonly devices: LinkDevices,
    private readonly sightings: DeviceSightings,
    private readonly tunnels: TunnelNumbers,
    private readonly lists: ListWriter,
    private readonly pages: PageWriter,
    private readonly unchanged: UnchangedAnswers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: CoreConfig,
  ) {}

  async answer(state: LinkState, question: LinkQuestion): Promise<LinkAnswer> {
    const offer = this.offers.remembered(state.tenantId) ?? (await this.offers.load(state.tenantId));
    const answer = await this.answerFrom(offer, state, question, false);
    this.unchanged.remember(state, offer, question, answer);
    return answer;
  }

  /** @param rehearsal nothing is noted, registered or asked for */
  async answerFrom(
    offer: LinkOffer,
    state: LinkState,
    question: LinkQuestion,
    rehearsal: boolean,
  ): Promise<LinkAnswer> {
    const rule = ruleFor(offer.rules, question.headers);
    if (rule?.action.kind === 'BLOCK') return notThere;
    if (rule?.action.kind === 'STATUS') return withStatus(rule.action.status);
    const format = formatWanted(question, rule?.action);
    const now = this.clock.now();
    const status = statusNow(state, now);
    const linkUrl = this.urlOf(question.token);
    const { reader } = question;
    if (format === 'PAGE') {
      const facts = { state, status, device: defaultDevice(state), reader, settings: offer.settings, now };
      return this.pages.answer(offer, facts, question, linkUrl);
    }
    const identity = clientIdentity(question.headers);
    const mayLearn = !rehearsal && mayConnect(status);
    const served = await this.device(offer, state, identity, mayLearn, question);
    const { settings } = offer;
    const facts: UserFacts = { state: served.state, status, device: served.device, reader, settings, now };
    const action = rule?.action.kind === 'FORMAT' ? rule.action : undefined;
    const headers = {
      ...subscriptionHeaders(facts, linkUrl, action?.headers ?? []),
      ...hwidHeaders(served.verdict, identity),
    };
    const notices = noticesFor(offer.settings.notices, status, served.verdict);
    if (!rehearsal && served.device && notices.length === 0 && isNews(served.device, identity, now)) {
      this.sightings.note(served.device, identity, now);
      this.states.keepSeen(question.token, served.state);
    }
    const wish = { format, templateId: action?.templateId ?? null, notices };
    return this.lists.answer(offer, facts, question, wish, headers);
  }

  /** The address as people are given it. */
  urlOf(token: string): string {
    const base = this.config.VORTEX_PUBLIC_URL?.replace(/\/+$/, '') ?? '';
    return `${base}/${this.config.VORTEX_LINK_PREFIX}/${token}`;
  }

  /** The device a list is for, with all that is known of it; made where its machine comes for the first time. */
  private async device(
    offer: LinkOffer,
    given: LinkState,
    identity: ClientIdentity,
    mayLearn: boolean,
    { token, asClient }: LinkQuestion,
  ): Promise<{ state: LinkState; verdict: DeviceVerdict; device: LinkDevice | undefined }> {
    const { requireDeviceId } = offer.settings;
    let state = given;
    let verdict = deviceFor(state, identity.hwid, requireDeviceId);
    if (verdict.kind === 'new' && mayLearn && identity.hwid !== undefined) {
      const { hwid } = identity;
      await asClient(() => this.devices.register(given, hwid, identity));
      state = (await this.states.load(token)) ?? state;
      verdict = deviceFor(state, identity.hwid, requireDeviceId);
    }
    const device = verdict.kind === 'known' ? verdict.device : defaultDevice(state);
    if (verdict.kind !== 'known' || !mayLearn) return { state, verdict, device };
    const known = await this.withTunnels(offer, state, verdict.device, token);
    return { ...known, verdict: { kind: 'known', device: known.device } };
  }

  /** Asks for what is missing of its addresses within tunnels, and for those of the user's WireGuard configurations. */
  private async withTunnels(
    offer: LinkOffer,
    state: LinkState,
    device: LinkDevice,
    token: string,
  ): Promise<{ state: LinkState; device: LinkDevice }> {
    const tunnels = offer.plans.tunnels(state.groupIds);
    if (tunnels.length === 0) return { state, device };
    const own = [device, ...state.devices.filter(({ kind, revokedAt }) => kind === 'WIREGUARD' && !revokedAt)];
    const lacking = own.filter(({ tunnelNumbers }) => tunnels.some((id) => !tunnelNumbers.has(id)));
    if (lacking.length === 0) return { state, device };
    const ids = lacking.map(({ id }) => id);
    if (!(await this.tunnels.learn(tunnels, ids))) return { state, device };
    this.states.forget(state.userId);
    const fresh = (await this.states.load(token)) ?? state;
    return { state: fresh, device: fresh.devices.find(({ id }) => id === device.id) ?? device };
  }
}

/** What is asked for by name comes before what a client is known to take. */
function formatWanted({ query, headers }: LinkQuestion, action: RuleAction | undefined): LinkFormat {
  const named = formatNamed(query.get('format') ?? '');
  return named ?? (action?.kind === 'FORMAT' ? action.format : usualFormat(headers));
}

function noticesFor(notices: LinkNotices, status: string, verdict: DeviceVerdict): readonly string[] {
  if (status === 'EXPIRED') return notices.expired;
  if (status === 'LIMITED') return notices.limited;
  if (status === 'DISABLED') return notices.disabled;
  if (verdict.kind === 'known') return [];
  if (verdict.kind === 'refused' && verdict.why === 'not_named') return notices.deviceUnknown;
  return verdict.kind === 'refused' && verdict.why === 'revoked' ? notices.disabled : notices.tooManyDevices;
}

/** As clients that name their machines expect to be answered. */
function hwidHeaders(verdict: DeviceVerdict, { hwid }: ClientIdentity): Readonly<Record<string, string>> {
  if (verdict.kind === 'refused' && verdict.why === 'not_named') return { 'x-hwid-not-supported': 'true' };
  if (hwid === undefined) return {};
  const active = { 'x-hwid-active': 'true' };
  if (verdict.kind === 'known') return active;
  return { ...active, 'x-hwid-max-devices-reached': 'true', 'x-hwid-limit': 'true' };
}
