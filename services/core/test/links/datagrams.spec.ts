import { parse } from 'yaml';
import type { ListedInbound } from '../../src/link-entries/catalogue';
import { sampleInbounds, viewOf } from './sample-inbounds';
import { sampleList, serverId, tenantId } from './sample-list';

function inbound(tag: string, view: object): ListedInbound {
  const found = sampleInbounds(tenantId, serverId).find((one) => one.tag === tag);
  if (!found) throw new Error(`there is no sample ${tag}`);
  return { ...found, view: viewOf({ ...found.view, ...view }) };
}

type Entry = Readonly<Record<string, unknown>>;

function toldOf(given: ListedInbound): { mihomo: Entry; singBox: Entry } {
  const text = (format: 'MIHOMO' | 'SING_BOX') => sampleList(format, { inbounds: [given] }).texts[0] ?? '';
  const { proxies } = parse(text('MIHOMO')) as { proxies: Entry[] };
  const { outbounds } = JSON.parse(text('SING_BOX')) as { outbounds: Entry[] };
  return { mihomo: proxies.at(-1) ?? {}, singBox: outbounds.at(-1) ?? {} };
}

describe('datagrams', () => {
  it.each([
    ['shadowsocks', { network: 'tcp' }, { network: 'tcp,udp' }],
    ['shadowsocks-2022-256', { network: 'tcp' }, { network: 'tcp,udp' }],
    ['socks', { udp: false }, { udp: true }],
  ])('are sent through %s where its server takes them', (tag, without, withThem) => {
    const [no, yes] = [toldOf(inbound(tag, without)), toldOf(inbound(tag, withThem))];
    expect([no.mihomo['udp'], no.singBox['network']]).toEqual([false, 'tcp']);
    expect([yes.mihomo['udp'], yes.singBox['network']]).toEqual([true, undefined]);
  });

  it.each([
    ['vless-raw', undefined, 'xudp'],
    ['vmess-raw', 'xudp', 'xudp'],
    ['trojan-tls', undefined, undefined],
  ])('of one port reach many places through %s, where that has to be asked for', (tag, toMihomo, toSingBox) => {
    const { mihomo, singBox } = toldOf(inbound(tag, {}));
    expect([mihomo['udp'], mihomo['packet-encoding'], singBox['packet_encoding']]).toEqual([true, toMihomo, toSingBox]);
  });

  it('are no reason to list a server that carries nothing else', () => {
    const [links = ''] = sampleList('LINKS', { inbounds: [inbound('shadowsocks', { network: 'udp' })] }).texts;
    expect(Buffer.from(links, 'base64').toString('utf8')).not.toMatch(/^ss:/m);
  });
});
