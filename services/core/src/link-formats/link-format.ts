/** In what form a client takes its list. */
export const linkFormats = [
  ...(['LINKS', 'XRAY', 'SING_BOX', 'MIHOMO', 'STASH', 'OUTLINE', 'SIP008', 'WIREGUARD', 'AMNEZIAWG', 'PAGE'] as const),
] as const;
export type LinkFormat = (typeof linkFormats)[number];

/** Those that are made of a document an operator may write. */
export const templatedFormats = ['XRAY', 'SING_BOX', 'MIHOMO', 'STASH'] as const;
export type TemplatedFormat = (typeof templatedFormats)[number];

export function isTemplated(format: LinkFormat): format is TemplatedFormat {
  return (templatedFormats as readonly string[]).includes(format);
}

const spoken: Readonly<Record<string, LinkFormat>> = {
  links: 'LINKS',
  base64: 'LINKS',
  v2ray: 'LINKS',
  xray: 'XRAY',
  json: 'XRAY',
  singbox: 'SING_BOX',
  mihomo: 'MIHOMO',
  clash: 'MIHOMO',
  clashmeta: 'MIHOMO',
  stash: 'STASH',
  outline: 'OUTLINE',
  ssconf: 'OUTLINE',
  sip008: 'SIP008',
  shadowsocks: 'SIP008',
  wireguard: 'WIREGUARD',
  wg: 'WIREGUARD',
  amneziawg: 'AMNEZIAWG',
  amnezia: 'AMNEZIAWG',
  awg: 'AMNEZIAWG',
  page: 'PAGE',
  html: 'PAGE',
};

/** What `?format=` means, however it is written. */
export function formatNamed(text: string): LinkFormat | undefined {
  const key = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return Object.hasOwn(spoken, key) ? spoken[key] : undefined;
}

interface FileKind {
  readonly contentType: string;
  readonly ending: string;
}

const json = { contentType: 'application/json; charset=utf-8', ending: 'json' };
const yaml = { contentType: 'text/yaml; charset=utf-8', ending: 'yaml' };
const plain = { contentType: 'text/plain; charset=utf-8', ending: 'txt' };
const conf = { contentType: 'text/plain; charset=utf-8', ending: 'conf' };

export const fileKinds: Readonly<Record<LinkFormat, FileKind>> = {
  LINKS: plain,
  XRAY: json,
  SING_BOX: json,
  MIHOMO: yaml,
  STASH: yaml,
  OUTLINE: json,
  SIP008: json,
  WIREGUARD: conf,
  AMNEZIAWG: conf,
  PAGE: { contentType: 'text/html; charset=utf-8', ending: 'html' },
};
