import { isIP } from 'node:net';
import { z } from 'zod';

/** Where a server listens or is reached. */
export type Address =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/** Linux and macOS refuse longer paths (sun_path holds 104 bytes on the smaller of the two). */
const longestSocketPath = 103;

function parseHostPort(text: string): Address | undefined {
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:[\]/\s]+)):(?<port>\d{1,5})$/.exec(text);
  const { v6, host, port } = match?.groups ?? {};
  const name = v6 ?? host;
  if (!name || !port || Number(port) > 65_535 || (v6 && isIP(v6) !== 6)) return undefined;
  return { kind: 'tcp', host: name, port: Number(port) };
}

export function parseAddress(text: string): Address | undefined {
  if (!text.startsWith('unix:')) return parseHostPort(text);
  const path = text.slice('unix:'.length);
  return path.startsWith('/') && Buffer.byteLength(path) <= longestSocketPath ? { kind: 'unix', path } : undefined;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** As gRPC and people write it. */
export function formatAddress(address: Address): string {
  if (address.kind === 'unix') return `unix:${address.path}`;
  return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
}

function addressSchema(parse: (text: string) => Address | undefined, expected: string) {
  return z.string().transform((text, context): Address => {
    const address = parse(text);
    if (address) return address;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

export const rpcAddress = addressSchema(parseAddress, 'unix:/path (at most 103 bytes) or host:port');
export const listenAddress = addressSchema(parseHostPort, 'host:port, such as 0.0.0.0:8080');
