import { urlText } from '../link-formats/filled-text';

export const platforms = ['ios', 'android', 'windows', 'macos', 'linux'] as const;
export type PagePlatform = (typeof platforms)[number];

/** A program that takes a subscription by one tap. */
export interface App {
  readonly name: string;
  /** Where its makers have it. */
  readonly site: string;
  readonly on: readonly PagePlatform[];
  /** The address that opens it, quoted already. Undefined where the subscription has nothing for it. */
  readonly open: (link: AppLink) => string | undefined;
}

export interface AppLink {
  readonly url: string;
  readonly title: string;
  readonly hasOutline: boolean;
}

const inBase64 = (text: string) => Buffer.from(text, 'utf8').toString('base64url');
const inForm = (url: string, format: string) => urlText(`${url}?format=${format}`);

/** In the order they are offered: what works on most machines without a setting first. */
export const apps: readonly App[] = [
  {
    name: 'Happ',
    site: 'https://www.happ.su',
    on: ['ios', 'android', 'windows', 'macos', 'linux'],
    open: ({ url }) => `happ://add/${url}`,
  },
  {
    name: 'Hiddify',
    site: 'https://hiddify.com',
    on: ['android', 'windows', 'macos', 'linux', 'ios'],
    open: ({ url, title }) => `hiddify://import/${url}#${urlText(title)}`,
  },
  {
    name: 'v2rayNG',
    site: 'https://github.com/2dust/v2rayNG/releases',
    on: ['android'],
    open: ({ url, title }) => `v2rayng://install-sub?url=${urlText(url)}&name=${urlText(title)}`,
  },
  {
    name: 'v2RayTun',
    site: 'https://v2raytun.com',
    on: ['ios', 'android'],
    open: ({ url }) => `v2raytun://import/${url}`,
  },
  {
    name: 'Shadowrocket',
    site: 'https://apps.apple.com/app/shadowrocket/id932747118',
    on: ['ios', 'macos'],
    open: ({ url, title }) => `shadowrocket://add/sub://${inBase64(url)}?remark=${urlText(title)}`,
  },
  {
    name: 'Streisand',
    site: 'https://apps.apple.com/app/streisand/id6450534064',
    on: ['ios', 'macos'],
    open: ({ url, title }) => `streisand://import/${url}#${urlText(title)}`,
  },
  {
    name: 'sing-box',
    site: 'https://sing-box.sagernet.org/clients/',
    on: ['ios', 'android', 'macos'],
    open: ({ url, title }) => `sing-box://import-remote-profile?url=${inForm(url, 'sing-box')}#${urlText(title)}`,
  },
  {
    name: 'Karing',
    site: 'https://karing.app',
    on: ['ios', 'android', 'windows', 'macos', 'linux'],
    open: ({ url, title }) => `karing://install-config?url=${urlText(url)}&name=${urlText(title)}`,
  },
  {
    name: 'FlClash',
    site: 'https://github.com/chen08209/FlClash/releases',
    on: ['android', 'windows', 'macos', 'linux'],
    open: ({ url }) => `flclash://install-config?url=${inForm(url, 'mihomo')}`,
  },
  {
    name: 'Clash Meta',
    site: 'https://github.com/MetaCubeX/ClashMetaForAndroid/releases',
    on: ['android'],
    open: ({ url, title }) => `clashmeta://install-config?url=${inForm(url, 'mihomo')}&name=${urlText(title)}`,
  },
  {
    name: 'Clash Verge',
    site: 'https://github.com/clash-verge-rev/clash-verge-rev/releases',
    on: ['windows', 'macos', 'linux'],
    open: ({ url, title }) => `clash://install-config?url=${inForm(url, 'mihomo')}&name=${urlText(title)}`,
  },
  {
    name: 'Stash',
    site: 'https://stash.ws',
    on: ['ios', 'macos'],
    open: ({ url, title }) => `stash://install-config?url=${inForm(url, 'stash')}&name=${urlText(title)}`,
  },
  {
    name: 'NekoBox',
    site: 'https://github.com/MatsuriDayo/NekoBoxForAndroid/releases',
    on: ['android'],
    open: ({ url, title }) => `sn://subscription?url=${urlText(url)}&name=${urlText(title)}`,
  },
  {
    name: 'Outline',
    site: 'https://getoutline.org',
    on: ['ios', 'android', 'windows', 'macos', 'linux'],
    open: outlineLink,
  },
];

/** Outline asks over TLS alone, and takes Shadowsocks alone. */
function outlineLink({ url, title, hasOutline }: AppLink): string | undefined {
  if (!hasOutline || !url.startsWith('https:')) return undefined;
  return `ssconf${url.slice('https'.length)}?format=outline#${urlText(title)}`;
}

/** Which platform a browser says it runs on, to be shown first. */
export function platformOf(agent: string): PagePlatform {
  if (/iphone|ipad|ipod/i.test(agent)) return 'ios';
  if (/android/i.test(agent)) return 'android';
  if (/macintosh|mac os x/i.test(agent)) return 'macos';
  return /linux|x11/i.test(agent) && !/windows/i.test(agent) ? 'linux' : 'windows';
}
