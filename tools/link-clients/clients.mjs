import {
  linksStarts,
  mihomoStarts,
  outlineStarts,
  singBoxStarts,
  sip008Starts,
  xrayStarts,
} from './configurations.mjs';

const xhttp = ['vless-xhttp-tls', 'vless-xhttp-reality'];
const except = (...tags) => ({ speaks: (tag) => !tags.includes(tag) });
const only = (...tags) => ({ speaks: (tag) => tags.includes(tag) });

/**
 * Stock programs, the list each is given, and what of it they speak.
 *
 * @typedef {{ name: string, program: string, format: string, starts: Function, speaks: (tag: string) => boolean,
 *   oneTarget?: string[] }} StockClient `oneTarget`: where all that a port sends goes to where its first datagram went
 * @type {StockClient[]}
 */
export const clients = [
  {
    ...{ name: 'Xray', program: 'xray', format: 'xray', starts: xrayStarts },
    ...except('amneziawg'),
    oneTarget: ['wireguard-plain'],
  },
  {
    ...{ name: 'sing-box', program: 'sing-box', format: 'sing-box', starts: singBoxStarts },
    // It is built without its WireGuard.
    ...except(...xhttp, 'wireguard-plain', 'amneziawg'),
  },
  { ...{ name: 'mihomo', program: 'mihomo', format: 'mihomo', starts: mihomoStarts }, ...except() },
  {
    ...{ name: 'mihomo, by share links', program: 'mihomo', format: 'links', starts: linksStarts },
    // Of these it has no links, takes them for something else, or reads no fingerprint of a certificate from them.
    ...except(
      ...['vless-httpupgrade-tls', 'trojan-reality', 'wireguard-plain', 'amneziawg', 'http'],
      ...['vmess-ws-tls', 'vmess-grpc-tls'],
    ),
  },
  {
    ...{ name: 'shadowsocks-rust, by SIP008', program: 'sslocal', format: 'sip008', starts: sip008Starts },
    ...only('shadowsocks-chacha', 'shadowsocks-2022'),
  },
  {
    // Outline's own takes the same fields, and no file.
    ...{ name: 'shadowsocks-rust, as Outline', program: 'sslocal', format: 'outline', starts: outlineStarts },
    ...only('shadowsocks-chacha'),
  },
];
