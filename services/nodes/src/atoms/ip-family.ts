import { z } from 'zod';

const ipv4 = z.ipv4();
const ipv6 = z.ipv6();

export function isIpv4(text: string): boolean {
  return ipv4.safeParse(text).success;
}

export function isIpv6(text: string): boolean {
  return ipv6.safeParse(text).success;
}
