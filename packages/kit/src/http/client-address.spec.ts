import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import { clientAddress } from './client-address';

const proxies = new BlockList();
proxies.addSubnet('10.0.0.0', 8, 'ipv4');
proxies.addAddress('::1', 'ipv6');

const from = (remoteAddress: string, forwarded?: string): string =>
  clientAddress(
    { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as never as IncomingMessage,
    proxies,
  );

it.each<[string, string | undefined, string, string]>([
  ['203.0.113.9', undefined, '203.0.113.9', 'a stranger is who it is'],
  ['203.0.113.9', '1.2.3.4', '203.0.113.9', 'a stranger cannot claim to be another'],
  ['10.0.0.1', '203.0.113.9', '203.0.113.9', 'a proxy of the list is believed'],
  ['::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9', 'also where IPv4 arrives on a dual-stack socket'],
  ['::1', '2001:db8::7', '2001:db8::7', 'over IPv6 too'],
  ['10.0.0.1', '1.2.3.4, 203.0.113.9, 10.0.0.2', '203.0.113.9', 'what the client has written itself is not'],
  ['10.0.0.1', 'nonsense', '10.0.0.1', 'nonsense is nobody'],
  ['10.0.0.1', undefined, '10.0.0.1', 'a proxy may ask for itself'],
])('takes %s with %s for %s: %s', (remote: string, forwarded: string | undefined, client: string, _why: string) => {
  expect(from(remote, forwarded)).toBe(client);
});
