// npm run test:soak -- share-links [--seed <n>]
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { nasty } from '../test/links/nasty-text';
import { sampleInbounds } from '../test/links/sample-inbounds';
import { sampleList, type SampleOptions, serverId, tenantId } from '../test/links/sample-list';
import { stockPrograms } from './stock-programs';

type Proxy = Readonly<Record<string, unknown>>;

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, minutes: { type: 'string' } } });
const hostileLists = 300;

/** Mihomo has XHTTP for VLESS alone, and no links of the others. */
const unspoken = ['vmess-xhttp-tls', 'trojan-xhttp-tls', 'wireguard', 'amneziawg', 'http-tls'];

/** What mihomo's parser of links reads of each; of the rest it knows nothing, or has other words for it. */
const read: Readonly<Record<string, readonly string[]>> = {
  vless: ['uuid', 'flow', 'servername', 'client-fingerprint', 'alpn', 'fingerprint', 'encryption'],
  vmess: ['uuid', 'cipher', 'servername', 'tls', 'alpn'],
  trojan: ['password', 'sni', 'client-fingerprint', 'alpn', 'fingerprint'],
  ss: ['cipher', 'password'],
  hysteria2: ['password', 'sni', 'obfs', 'obfs-password', 'fingerprint'],
  socks5: ['username', 'password'],
};

let failed = 0;
let compared = 0;

/** Links of a list as somebody else's program reads them, against the same list as it is written for that program. */
function roundTrip(program: string, what: string, options: SampleOptions): void {
  const [links = ''] = sampleList('LINKS', options).texts;
  const [yaml = ''] = sampleList('MIHOMO', options).texts;
  const { proxies } = parse(yaml) as { proxies: Proxy[] };
  const { status, stdout, stderr } = spawnSync(program, { input: links, encoding: 'utf8' });
  if (status !== 0) return differ(what, stderr);
  const found = new Map((JSON.parse(stdout) as Proxy[]).map((proxy) => [proxy['name'], proxy]));
  for (const written of proxies) {
    const fields = read[text(written['type'])];
    if (!fields) continue;
    const parsed = found.get(written['name']);
    if (!parsed) differ(what, `${text(written['name'])} is not among ${[...found.keys()].join(', ')}`);
    else compare(what, written, parsed, fields);
  }
}

function compare(what: string, written: Proxy, parsed: Proxy, fields: readonly string[]): void {
  const isTrojan = written['type'] === 'trojan';
  const transport = ['ws-opts', 'grpc-opts'].filter((name) => name in written && !isTrojan);
  const reality = isTrojan ? [] : ['reality-opts'];
  for (const field of ['type', 'server', 'port', 'network', ...reality, ...transport, ...fields]) {
    const [one, other] = [normal(field, written), normal(field, parsed)];
    compared += 1;
    if (one !== other) differ(what, `${text(written['name'])}: ${field} was ${one} and is read as ${other}`);
  }
}

/** Absent and empty are one to that parser, and numbers are texts. What it never reads, or makes up itself, is left out. */
function normal(field: string, proxy: Proxy): string {
  const value = proxy[field];
  const parts = (value ?? {}) as Proxy;
  switch (field) {
    case 'network':
      return isUpgrade(proxy) ? 'httpupgrade' : text(value ?? 'tcp');
    case 'ws-opts':
      return text(parts['path']).split('?')[0] ?? '';
    case 'grpc-opts':
      return text(parts['grpc-service-name']);
    case 'reality-opts':
      return `${text(parts['public-key'])} ${text(parts['short-id'])}`;
    case 'encryption':
      return text(value ?? 'none');
    default:
      return text(value);
  }
}

function isUpgrade({ 'ws-opts': options }: Proxy): boolean {
  return ((options ?? {}) as Proxy)['v2ray-http-upgrade'] === true;
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.filter(Boolean).join();
  return typeof value === 'string' || typeof value === 'number' || value === true ? String(value) : '';
}

function differ(what: string, problem: string): void {
  failed += 1;
  process.stdout.write(`  DIFFERS  ${what}: ${problem}\n`);
}

function main(): void {
  const [program = ''] = stockPrograms('links');
  const inbounds = sampleInbounds(tenantId, serverId).filter(({ tag }) => !unspoken.includes(tag));
  for (const inbound of inbounds) roundTrip(program, inbound.tag, { inbounds: [inbound] });
  for (const name of fc.sample(nasty, { seed: Number(values.seed), numRuns: hostileLists })) {
    roundTrip(program, JSON.stringify(name), { inbounds, server: { name, addresses: ['2001:db8::7'] } });
  }
  process.stdout.write(`  ${compared} fields compared, ${failed} differ\n`);
  if (failed > 0 || compared === 0) process.exitCode = 1;
}

main();
