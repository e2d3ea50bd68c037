import type { UserStatus } from '../users/user';
import type { AppLink, PagePlatform } from './apps';
import type { Html } from './html';
import type { PageLanguage } from './page-messages';

export interface PageEntry {
  readonly name: string;
  readonly link: string | undefined;
}

export interface PageDevice {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly seenAt: Date | null;
  readonly removable: boolean;
}

/** All that a page shows. */
export interface Page {
  readonly language: PageLanguage;
  readonly title: string;
  readonly username: string;
  readonly status: UserStatus;
  readonly announce: string;
  readonly used: string;
  readonly limit: string | undefined;
  readonly left: string | undefined;
  /** Of the limit, from 0 to 1. */
  readonly share: number;
  readonly expiresAt: Date | null;
  readonly daysLeft: number | undefined;
  readonly devices: readonly PageDevice[];
  readonly deviceLimit: number | null;
  readonly link: AppLink;
  /** Where the page itself stands, for what it loads and sends. */
  readonly path: string;
  readonly platform: PagePlatform;
  readonly entries: readonly PageEntry[];
  readonly hasWireguard: boolean;
  readonly supportUrl: string;
  readonly qr: Html;
}
