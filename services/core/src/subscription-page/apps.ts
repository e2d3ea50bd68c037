import { urlText } from '../link-formats/filled-text';

export const platforms = ['ios', 'android', 'windows', 'macos', 'linux'] as const;
export type PagePlatform = (typeof platforms)[number];

/** A program that takes a subscription by one tap. */
export interface App {
  readonly name: string;
  readonly on: readonly PagePlatform[];
  /** The address that opens it. Both are quoted already. */
  readonly open: (link: AppLink) => string;
}

export interface AppLink {
  readonly url: string;
  readonly title: string;
}

const inBase64 = (text: string) => Buffer.from(text, 'utf8').toString('base64url');
const withFormat = (url: string, format: string) => `${url}?format=${format}`;

/** In the order they are offered: what works on most machines without a setting first. */
export const apps: readonly App[] = [
  { name: 'Happ', on: ['ios', 'android', 'windows', 'macos', 'linux'], open: ({ url }) => `happ://add/${url}` },
  {
    name: 'Hiddify',
    on: ['android', 'windows', 'macos', 'linux', 'ios'],
    open: ({ url, title }) => `hiddify://import/${url}#${urlText(title)}`,
  },
  {
    name: 'v2rayNG',
    on: ['android'],
    open: ({ url, title }) => `v2rayng://install-sub?url=${urlText(url)}&name=${urlText(title)}`,
  },
  { name: 'v2RayTun', on: ['ios', 'android'], open: ({ url }) => `v2raytun://import/${url}` },
  {
    name: 'Shadowrocket',
    on: ['ios', 'macos'],
    open: ({ url, title }) => `shadowrocket://add/sub/${inBase64(url)}?remark=${urlText(title)}`,
  },
  {
    name: 'Streisand',
    on: ['ios', 'macos'],
    open: ({ url, title }) => `streisand://import/${url}#${urlText(title)}`,
  },
  {
    name: 'sing-box',
    on: ['ios', 'android', 'macos'],
    open: ({ url, title }) =>
      `sing-box://import-remote-profile?url=${urlText(withFormat(url, 'sing-box'))}#${urlText(title)}`,
  },
  {
    name: 'FlClash · Clash Verge · mihomo',
    on: ['android', 'windows', 'macos', 'linux'],
    open: ({ url, title }) => `clash://install-config?url=${urlText(withFormat(url, 'mihomo'))}&name=${urlText(title)}`,
  },
  {
    name: 'Stash',
    on: ['ios', 'macos'],
    open: ({ url, title }) => `stash://install-config?url=${urlText(withFormat(url, 'stash'))}&name=${urlText(title)}`,
  },
  {
    name: 'Karing',
    on: ['ios', 'android', 'windows', 'macos'],
    open: ({ url, title }) => `karing://install-config?url=${urlText(url)}&name=${urlText(title)}`,
  },
  {
    name: 'NekoBox',
    on: ['android', 'linux'],
    open: ({ url, title }) => `sn://subscription?url=${urlText(url)}&name=${urlText(title)}`,
  },
];

/** Which platform a browser says it runs on, to be shown first. */
export function platformOf(agent: string): PagePlatform {
  if (/iphone|ipad|ipod/i.test(agent)) return 'ios';
  if (/android/i.test(agent)) return 'android';
  if (/macintosh|mac os x/i.test(agent)) return 'macos';
  return /linux|x11/i.test(agent) && !/windows/i.test(agent) ? 'linux' : 'windows';
}
