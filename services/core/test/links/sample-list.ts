import { type Credentials, credentialsOf } from '../../src/devices/credentials';
import type { Catalogue, ListedInbound, ShownHost } from '../../src/link-entries/catalogue';
import { anybody } from '../../src/link-entries/place-order';
import type { LinkSettings } from '../../src/link-settings/link-settings';
import { usualSettings } from '../../src/link-settings/link-settings';
import type { LinkTemplate } from '../../src/link-templates/link-template';
import { base64Of } from '../../src/link-formats/filled-text';
import { namesFor, openValue } from '../../src/subscription-links/filled-list';
import { linkOffer } from '../../src/subscription-links/link-offer';
import type { LinkDevice, LinkState } from '../../src/subscription-links/link-state';
import type { ListFormat } from '../../src/subscription-links/list-plan';
import { sampleInbounds, steadyId } from './sample-inbounds';

export const tenantId = steadyId(0xfff0);
export const serverId = steadyId(0xfff1);
const groupId = steadyId(0xfff2);

export interface SampleOptions {
  readonly inbounds?: readonly ListedInbound[];
  readonly hosts?: readonly ShownHost[];
  readonly settings?: Partial<LinkSettings>;
  readonly templates?: readonly LinkTemplate[];
  readonly state?: Partial<LinkState>;
  readonly server?: { readonly name?: string; readonly addresses?: readonly string[]; readonly state?: string };
  readonly notices?: readonly string[];
}

export function sampleCatalogue({ inbounds, hosts = [], server }: SampleOptions): Catalogue {
  const listed = inbounds ?? sampleInbounds(tenantId, serverId);
  const one = { id: serverId, name: 'Amsterdam 1', state: 'ACTIVE', country: 'NL', city: 'Amsterdam' };
  return {
    inbounds: new Map(listed.map((inbound) => [inbound.id, inbound])),
    servers: new Map([[serverId, { ...one, addresses: ['203.0.113.7'], ...server }]]),
    hosts,
    hidden: new Set(),
    groups: new Map([[groupId, listed.map(({ id }) => id)]]),
  };
}

export function sampleDevice(fields: Partial<LinkDevice> = {}): LinkDevice {
  const ids = Array.from({ length: 64 }, (_, n) => steadyId(n + 1));
  return {
    id: steadyId(0xfff3) as LinkDevice['id'],
    kind: 'DEFAULT',
    name: '',
    hwid: null,
    os: null,
    osVersion: null,
    model: null,
    client: null,
    rotations: {},
    seed: new Uint8Array(),
    revokedAt: null,
    seenAt: 0,
    revision: '1',
    tunnelNumbers: new Map(ids.map((id) => [id, 5n])),
    ...fields,
  };
}

export function sampleState(fields: Partial<LinkState> = {}): LinkState {
  return {
    userId: steadyId(0xfff4) as LinkState['userId'],
    tenantId: tenantId as LinkState['tenantId'],
    username: 'ann',
    status: 'ACTIVE',
    usedBytes: 3n * 2n ** 30n,
    limitBytes: 10n * 2n ** 30n,
    expiresAt: new Date('2027-01-31T00:00:00Z'),
    deviceLimit: null,
    groupIds: [groupId],
    devices: [sampleDevice()],
    asOf: 0,
    ...fields,
  };
}

const seed = Buffer.alloc(32, 7).toString('base64url');
export const credentials: Credentials = credentialsOf(seed, {});

export interface SampleList {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

/** A list as its user is given it. */
export function sampleList(format: ListFormat, options: SampleOptions = {}): SampleList {
  const settings = { ...usualSettings, ...options.settings };
  const { plans } = linkOffer(sampleCatalogue(options), settings, options.templates ?? []);
  const state = sampleState(options.state);
  const device = sampleDevice();
  const { notices = [] } = options;
  const plan = plans.plan({
    format,
    templateId: null,
    groupIds: state.groupIds,
    reader: anybody,
    without: [],
    notices: notices.length,
  });
  const now = new Date('2026-12-01T12:00:00Z');
  const facts = { state, status: state.status, device, reader: anybody, settings, now };
  const names = namesFor({ plan, facts, notices });
  const context = { plan, plans, facts, device, notices };
  const valueOf = (name: string) => openValue(name, context, names) ?? credentials[name as keyof Credentials] ?? '';
  const texts = plan.list.texts.map(({ text }) => text.fill(valueOf));
  return { names, texts: plan.list.inBase64 ? texts.map((text) => base64Of(text, 'standard')) : texts };
}
