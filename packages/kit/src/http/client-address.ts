import type { IncomingMessage } from 'node:http';
import { type BlockList, isIP } from 'node:net';
import type { Client } from '../identity/call-context';

const mostAgentCharacters = 256;

/** `::ffff:10.0.0.1` is 10.0.0.1 met on a dual-stack socket. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}

export function isTrusted(address: string, proxies: BlockList): boolean {
  const family = isIP(plain(address));
  return family !== 0 && proxies.check(plain(address), family === 6 ? 'ipv6' : 'ipv4');
}

export function cameThroughProxy(request: IncomingMessage, proxies: BlockList): boolean {
  return isTrusted(request.socket.remoteAddress ?? '', proxies);
}

/** The address of whoever asks: of `X-Forwarded-For` only what proxies of the list have written is believed. */
export function clientAddress(request: IncomingMessage, proxies: BlockList): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const hops = forwarded.split(',').map((hop) => hop.trim());
  let address = plain(request.socket.remoteAddress ?? '');
  while (isTrusted(address, proxies)) {
    const previous = hops.pop();
    if (!previous || isIP(previous) === 0) break;
    address = plain(previous);
  }
  return address;
}

/** Where a request comes from, for the records. */
export function clientOf(request: IncomingMessage, proxies: BlockList): Client {
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, mostAgentCharacters);
  return { address: clientAddress(request, proxies), userAgent };
}
