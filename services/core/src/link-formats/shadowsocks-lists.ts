import { type Entry, type EntryOf, isOf } from '../link-entries/entry';

type Json = Readonly<Record<string, unknown>>;

/** Ciphers of the first edition: all that Outline's clients speak. */
const outlineMethods = new Set(['aes-128-gcm', 'aes-256-gcm', 'chacha20-ietf-poly1305']);

/** What an `ssconf://` address leads to: one server. */
export function outlineServer(entries: readonly Entry[]): Json | undefined {
  const found = entries.filter(isShadowsocks).find(({ proxy }) => outlineMethods.has(proxy.method));
  if (!found) return undefined;
  const { address: server, port, proxy } = found;
  return { server, server_port: port, password: proxy.password, method: proxy.method };
}

/** SIP008: each server with an id of its own that stays. */
export function sip008List(entries: readonly Entry[], traffic: Json): Json {
  const servers = entries.filter(isShadowsocks).map(({ id, name, address, port, proxy }) => ({
    id,
    remarks: name,
    server: address,
    server_port: port,
    password: proxy.password,
    method: proxy.method,
  }));
  return { version: 1, servers, ...traffic };
}

function isShadowsocks(entry: Entry): entry is EntryOf<'shadowsocks'> {
  return isOf(entry, 'shadowsocks');
}
