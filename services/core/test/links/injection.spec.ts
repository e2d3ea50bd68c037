import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import type { ShownHost } from '../../src/link-entries/catalogue';
import { anybody } from '../../src/link-entries/place-order';
import { disposition, subscriptionHeaders } from '../../src/subscription-links/answer-headers';
import type { ListFormat } from '../../src/subscription-links/list-plan';
import { html } from '../../src/subscription-page/html';
import { renderPage } from '../../src/subscription-page/page';
import { usualSettings } from '../../src/link-settings/link-settings';
import { nasty } from './nasty-text';
import { sampleInbounds, steadyId } from './sample-inbounds';
import { sampleDevice, sampleList, sampleState, serverId, tenantId } from './sample-list';

const inbounds = sampleInbounds(tenantId, serverId);
interface Given {
  readonly remark: string;
  readonly username: string;
  readonly server: string;
  readonly title: string;
}

const given: fc.Arbitrary<Given> = fc.record({ remark: nasty, username: nasty, server: nasty, title: nasty });

/** A host whose every text is nasty, before an inbound of each kind. */
function hostsWith(remark: string): ShownHost[] {
  return inbounds.map(({ id }, position) => ({
    ...{ id: steadyId(0x1000 + position) as ShownHost['id'], inboundId: id, position, weight: 1 },
    ...{
      remark: position % 2 === 0 ? `${remark}{username}` : remark,
      addresses: ['203.0.113.9'],
      port: null,
      sni: null,
    },
    ...{ hostHeader: null, path: null, alpn: [], fingerprint: null, security: null },
  }));
}

const listOf = (format: ListFormat, { remark, username, server, title }: Given) =>
  sampleList(format, {
    hosts: hostsWith(remark),
    state: { username },
    server: { name: server },
    settings: { title },
  });

const every = (check: (one: Given) => void) => fc.assert(fc.property(given, check), { numRuns: 60 });
/** Of what a list of the format shows, and in its order. */
const count = (format: ListFormat) =>
  JSON.parse(sampleList(format, { hosts: hostsWith('x') }).texts[0] ?? '') as object;

describe('whatever names, remarks and titles hold', () => {
  it('YAML says what was meant and nothing else', () => {
    every((one) => {
      for (const format of ['MIHOMO', 'STASH'] as const) {
        const { texts, names } = listOf(format, one);
        const documents = parseAllDocuments(texts[0] ?? '', { strict: true });
        expect(documents).toHaveLength(1);
        const [document] = documents;
        expect(document && 'errors' in document ? document.errors : ['none']).toEqual([]);
        const { proxies, 'proxy-groups': groups } = (document as { toJS(): unknown }).toJS() as Record<
          string,
          { name: string; proxies?: string[] }[]
        >;
        const shown = proxies?.map(({ name }) => name) ?? [];
        expect(shown.every((name) => names.includes(name))).toBe(true);
        expect(new Set(shown).size).toBe(shown.length);
        expect(groups?.[1]?.proxies).toEqual(shown);
        expect(groups?.map(({ name }) => name)).toEqual(['VPN', 'Auto']);
        expect(shown.some((name) => ['VPN', 'Auto', 'DIRECT', 'REJECT'].includes(name))).toBe(false);
      }
    });
  });

  it('JSON has the same shape as with plain names', () => {
    const shapes = {
      XRAY: shapeOf(count('XRAY')),
      SING_BOX: shapeOf(count('SING_BOX')),
      SIP008: shapeOf(count('SIP008')),
    };
    every((one) => {
      for (const format of ['XRAY', 'SING_BOX', 'SIP008'] as const) {
        const written = JSON.parse(listOf(format, one).texts[0] ?? '') as object;
        expect(shapeOf(written)).toEqual(shapes[format]);
      }
    });
  });

  it('share links stay one a line, and each holds its name whole', () => {
    every((one) => {
      const { texts, names } = listOf('LINKS', one);
      const lines = Buffer.from(texts[0] ?? '', 'base64')
        .toString('utf8')
        .trimEnd()
        .split('\n');
      expect(lines).toHaveLength(inbounds.filter(({ tag }) => tag !== 'amneziawg' && tag !== 'http-tls').length);
      for (const line of lines) {
        expect(line).toMatch(/^[\x21-\x7e]+$/);
        expect(names).toContain(nameIn(line));
      }
    });
  });

  it('a WireGuard file has its two sections and no line more', () => {
    const lines = sampleList('WIREGUARD')
      .texts[0]?.split('\n')
      .map((line) => line.split(' = ')[0]);
    every((one) => {
      const { texts } = listOf('WIREGUARD', one);
      expect(texts[0]?.split('\n').map((line) => line.split(' = ')[0])).toEqual(lines);
    });
  });

  it('no header holds what a header may not', () => {
    every(({ remark, username, title }) => {
      const settings = {
        ...usualSettings,
        title,
        announce: remark,
        headers: [{ name: 'x-a', value: `${remark}{username}` }],
      };
      const device = sampleDevice({ name: remark });
      const status = 'ACTIVE' as const;
      const facts = { state: sampleState({ username }), status, device, reader: anybody, settings, now: new Date(0) };
      const headers = {
        ...subscriptionHeaders(facts, `https://x/${title}`, []),
        'content-disposition': disposition(title),
      };
      for (const [name, value] of Object.entries(headers))
        expect([name, value]).toEqual([name, expect.stringMatching(/^[\x20-\x7e]*$/)]);
    });
  });
});

describe('the page', () => {
  const pageOf = ({ remark, username, title }: Given): string => {
    const entries = [{ name: remark, link: remark }];
    const devices = [{ id: remark, name: username, detail: title, seenAt: new Date(0), removable: true }];
    const link = { url: 'https://vpn.example/sub/x', title, hasOutline: true };
    const texts = { title, username, announce: remark, used: '1', limit: '2', left: '1', supportUrl: 'https://x/' };
    return renderPage({
      ...{ ...texts, language: 'en', status: 'ACTIVE', share: 0.5, expiresAt: null, daysLeft: undefined, devices },
      ...{ deviceLimit: 1, link, path: '/sub/x', platform: 'ios', entries, hasWireguard: true, qr: html`` },
    });
  };
  const markup = (page: string) => page.replace(/[^<>"]+/g, '');

  it('has the same markup whatever is written in it', () => {
    const plain = markup(pageOf({ remark: 'a', username: 'b', server: 'c', title: 'd' }));
    every((one) => expect(markup(pageOf({ ...one, remark: `a${one.remark}` }))).toBe(plain));
  });
});

function nameIn(link: string): string {
  if (!link.startsWith('vmess://')) return decodeURIComponent(link.slice(link.lastIndexOf('#') + 1));
  return (JSON.parse(Buffer.from(link.slice(8), 'base64').toString('utf8')) as { ps: string }).ps;
}

/** Names of properties and kinds of values, without the texts. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}
