import type { LinkFormat } from '../link-formats/link-format';
import type { HeaderOf } from './response-rule';

/** Clients by what they call themselves, in lower case. The first that fits is meant. */
const clients: readonly (readonly [RegExp, LinkFormat])[] = [
  [/^stash/, 'STASH'],
  [/^(sing-box|sfa|sfi|sfm|sft|karing|husi|nekobox.*sing)/, 'SING_BOX'],
  [/sing-box/, 'SING_BOX'],
  [/clash|mihomo|flclash|koala|prizrak|surfboard/, 'MIHOMO'],
  [/outline/, 'OUTLINE'],
  [/^shadowsocks/, 'SIP008'],
  [/amnezia/, 'AMNEZIAWG'],
  [/^wireguard/, 'WIREGUARD'],
];

const browser = /^mozilla\//;

/** The form a client is known to take; share links, which most take, for those nobody knows. */
export function usualFormat(headers: HeaderOf): LinkFormat {
  const agent = (headers('user-agent') ?? '').slice(0, 256).toLowerCase();
  const known = clients.find(([pattern]) => pattern.test(agent));
  if (known) return known[1];
  const wantsPage = (headers('accept') ?? '').includes('text/html');
  return browser.test(agent) && wantsPage ? 'PAGE' : 'LINKS';
}
