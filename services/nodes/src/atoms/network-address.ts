import { z } from 'zod';
import { isIpv4, isIpv6 } from './ip-family';

const label = '[a-z0-9_]([a-z0-9-_]{0,61}[a-z0-9])?';
const hostNamePattern = new RegExp(`^(?=.{1,253}$)${label}(\\.${label})*$`, 'i');
const portPattern = /^\d{1,5}$/;

/** The shortest form of an IP address, or undefined for what is none (a zone, as in fe80::1%eth0, included). */
export function canonicalIp(text: string): string | undefined {
  if (isIpv4(text)) return text;
  if (!isIpv6(text) || text.includes('%')) return undefined;
  const shortest = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(shortest);
  if (!mapped) return shortest;
  const [high, low] = [mapped[1], mapped[2]].map((part) => Number.parseInt(part ?? '', 16));
  return [high, low].flatMap((part = 0) => [part >> 8, part & 255]).join('.');
}

function isHostName(text: string): boolean {
  // What ends in a number is an address to a resolver, and a broken one if it is not four of them.
  return hostNamePattern.test(text) && !/(^|\.)\d+$/.test(text);
}

export const ipAddress = z
  .string()
  .max(64)
  .refine((text) => canonicalIp(text) !== undefined, {
    error: 'This is not an IP address.',
    params: { code: 'not_an_ip' },
  })
  .overwrite((text) => canonicalIp(text) ?? text);

export const hostName = z
  .string()
  .max(253)
  .toLowerCase()
  .refine(isHostName, { error: 'This is not a host name.', params: { code: 'not_a_host_name' } });

/** An IP address in its shortest form, or a host name in lower case. */
export const ipOrHostName = z
  .string()
  .max(253)
  .toLowerCase()
  .refine((text) => canonicalIp(text) !== undefined || isHostName(text), {
    error: 'This is neither an IP address nor a host name.',
    params: { code: 'not_an_address' },
  })
  .overwrite((text) => canonicalIp(text) ?? text);

/** "host:port", with an IPv6 address in brackets. */
export const endpoint = z
  .string()
  .max(300)
  .refine(isEndpoint, {
    error: 'This is not an address with a port, such as "www.example.com:443".',
    params: { code: 'not_an_endpoint' },
  });

function isEndpoint(text: string): boolean {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(text);
  if (!match || !isPort(match[3] ?? '')) return false;
  const [, v6, other = ''] = match;
  return v6 === undefined ? isIpv4(other) || isHostName(other) : isIpv6(v6);
}

function isPort(text: string): boolean {
  return portPattern.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
