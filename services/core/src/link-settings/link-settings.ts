import type { ResponseRule, ShownHeader } from '../link-rules/response-rule';

/** What entries are shown to a user that may not connect, by why. */
export interface LinkNotices {
  readonly expired: readonly string[];
  readonly limited: readonly string[];
  readonly disabled: readonly string[];
  readonly tooManyDevices: readonly string[];
  readonly deviceUnknown: readonly string[];
  readonly nothingToShow: readonly string[];
}

/** How a tenant's links answer. Texts may hold variables. */
export interface LinkSettings {
  readonly title: string;
  readonly supportUrl: string;
  readonly pageUrl: string;
  readonly updateIntervalHours: number;
  readonly announce: string;
  /** Rules of routing for clients that take them from a header. */
  readonly routing: string;
  readonly headers: readonly ShownHeader[];
  /** Whether a user with a limit of devices is served only to clients that name theirs. */
  readonly requireDeviceId: boolean;
  readonly notices: LinkNotices;
  readonly rules: readonly ResponseRule[];
}

export interface KeptSettings {
  readonly settings: LinkSettings;
  /** 0 where nothing has been changed yet. */
  readonly revision: bigint;
  readonly updatedAt: Date | null;
}

export const usualSettings: LinkSettings = {
  title: 'VPN',
  supportUrl: '',
  pageUrl: '',
  updateIntervalHours: 12,
  announce: '',
  routing: '',
  headers: [],
  requireDeviceId: false,
  notices: {
    expired: ['⛔ Subscription expired {expires}'],
    limited: ['⛔ Traffic used up: {used} of {limit}'],
    disabled: ['⛔ Subscription disabled'],
    tooManyDevices: ['⛔ Too many devices: remove one to use this one'],
    deviceUnknown: ['⛔ This app does not name its device'],
    nothingToShow: ['⚠️ No server for this app'],
  },
  rules: [],
};
