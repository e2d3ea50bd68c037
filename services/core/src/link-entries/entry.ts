/** What a client proves itself with, and what is the protocol's own. */
export type Proxy =
  | { readonly protocol: 'vless'; readonly id: string; readonly flow: string; readonly encryption: string }
  | { readonly protocol: 'vmess'; readonly id: string }
  | { readonly protocol: 'trojan'; readonly password: string }
  | { readonly protocol: 'shadowsocks'; readonly method: string; readonly password: string; readonly udp: boolean }
  | { readonly protocol: 'hysteria2'; readonly password: string; readonly obfsPassword: string | undefined }
  | { readonly protocol: 'socks'; readonly username: string; readonly password: string; readonly udp: boolean }
  | { readonly protocol: 'http'; readonly username: string; readonly password: string }
  | WireguardProxy;

export interface WireguardProxy {
  readonly protocol: 'wireguard';
  readonly privateKey: string;
  readonly presharedKey: string;
  readonly publicKey: string;
  /** Of the client inside the tunnel, without prefix length. Absent where the server has no network of that family. */
  readonly ipv4: string | undefined;
  readonly ipv6: string | undefined;
  readonly mtu: number;
  readonly dns: readonly string[];
  readonly keepaliveSeconds: number;
  readonly amnezia: Readonly<Record<string, string | number>> | undefined;
}

export type EntryNetwork = 'raw' | 'websocket' | 'grpc' | 'httpupgrade' | 'xhttp';

export interface Transport {
  readonly network: EntryNetwork;
  readonly path: string;
  /** Empty: the server's name. */
  readonly host: string;
  readonly mode: string;
  readonly heartbeatSeconds: number;
  readonly serviceName: string;
  readonly authority: string;
  readonly multiMode: boolean;
  /** Of XHTTP, by the names of its own settings. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export type Cover =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'tls';
      readonly serverName: string;
      readonly alpn: readonly string[];
      readonly fingerprint: string;
      readonly pinned: PinnedCertificate | undefined;
    }
  | {
      readonly kind: 'reality';
      readonly serverName: string;
      readonly fingerprint: string;
      readonly publicKey: string;
      readonly shortId: string;
    };

export interface PinnedCertificate {
  readonly pem: string;
  /** SHA-256 of the certificate, in hexadecimal. */
  readonly sha256: string;
}

/** One line of a client's list: a server, a way into it, and what to show. Texts may hold slots. */
export interface Entry {
  /** Tells entries of one list apart, and stays. */
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Of a range of ports; the same as `port` for one. */
  readonly lastPort: number;
  readonly proxy: Proxy;
  readonly transport: Transport;
  readonly cover: Cover;
}

export type EntryOf<P extends Proxy['protocol']> = Entry & { readonly proxy: Extract<Proxy, { protocol: P }> };

export function isOf<P extends Proxy['protocol']>(entry: Entry, ...protocols: readonly P[]): entry is EntryOf<P> {
  return (protocols as readonly string[]).includes(entry.proxy.protocol);
}
