import type { EntryOf } from '../link-entries/entry';

type Json = Readonly<Record<string, unknown>>;

/** Xray has Hysteria 2 as a transport, and its obfuscation as a mask under that. It shows no browser's fingerprint over QUIC. */
export function hysteriaStream({ proxy, cover, port, lastPort }: EntryOf<'hysteria2'>): Json {
  const tls = cover.kind === 'tls' ? cover : undefined;
  const hop = lastPort > port ? { udphop: { ports: `${port}-${lastPort}` } } : {};
  const mask =
    proxy.obfsPassword === undefined ? [] : [{ type: 'salamander', settings: { password: proxy.obfsPassword } }];
  return {
    network: 'hysteria',
    hysteriaSettings: { version: 2, auth: proxy.password, ...hop },
    security: 'tls',
    tlsSettings: {
      ...(tls && tls.serverName !== '' ? { serverName: tls.serverName } : {}),
      alpn: ['h3'],
      ...(tls?.pinned ? { pinnedPeerCertSha256: tls.pinned.sha256 } : {}),
    },
    ...(mask.length > 0 ? { finalmask: { udp: mask } } : {}),
  };
}
