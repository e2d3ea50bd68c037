import { eventually } from '@vortex/testing';
import { newId } from '@vortex/kit';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { ProjectedServers } from '../../src/servers/projected-servers.repository';
import { type RunningCore, startCore } from '../start-core';
import { type Answer, fetchLink, linkEstate, type LinkEstate, linksIn } from './link-estate';

let core: RunningCore;
let estate: LinkEstate;
beforeAll(async () => {
  core = await startCore({ VORTEX_PUBLIC_URL: 'https://vpn.example', VORTEX_LINKS_WRONG_PER_MINUTE: '1000' });
  estate = await linkEstate(core);
});
afterAll(() => core.close());

const agents = {
  v2rayNG: 'v2rayNG/1.10.2',
  mihomo: 'clash-verge/v2.1.0',
  singBox: 'SFA/1.12.0 (sing-box 1.12.0; language en)',
  stash: 'Stash/3.1.0 Clash/1.9.0',
  browser: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)',
  shadowsocks: 'shadowsocks-service/1.25.0',
};
const by = (agent: string) => ({ 'user-agent': agent });

describe('a link', () => {
  it('works for a user who was made of nothing but a name', async () => {
    const user = await estate.user();
    const answer = await estate.fetch(user.token, by(agents.v2rayNG));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    const links = linksIn(answer);
    expect(links.length).toBeGreaterThan(20);
    expect(links.every((link) => /^(vless|vmess|trojan|ss|hysteria2|socks):\/\//.test(link))).toBe(true);
  });

  it('has an address that operators are told', async () => {
    const user = await estate.user();
    const query = 'query ($id: ID!) { subscriptionLink(userId: $id) { url token generation } }';
    const { subscriptionLink } = await estate.ask(query, { id: user.id });
    expect(subscriptionLink).toEqual({
      url: `https://vpn.example/sub/${user.token}`,
      token: user.token,
      generation: 1,
    });
  });

  it('answers each client in its own form, and any in the one that is asked for', async () => {
    const { token } = await estate.user();
    const mihomo = await estate.fetch(token, by(agents.mihomo));
    expect((parse(mihomo.body) as { proxies: object[] }).proxies.length).toBeGreaterThan(20);
    const singBox = JSON.parse((await estate.fetch(token, by(agents.singBox))).body) as { outbounds: object[] };
    expect(singBox.outbounds.length).toBeGreaterThan(15);
    expect((await estate.fetch(token, by(agents.stash))).body).toContain('auth:');
    const page = await estate.fetch(token, { ...by(agents.browser), accept: 'text/html' });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const xray = await estate.fetch(token, by(agents.v2rayNG), '?format=xray');
    expect((JSON.parse(xray.body) as object[]).length).toBeGreaterThan(20);
    const sip = JSON.parse((await estate.fetch(token, by(agents.shadowsocks))).body) as { servers: object[] };
    expect([sip.servers.length, sip]).toEqual([3, expect.objectContaining({ version: 1, bytes_used: 0 })]);
    expect(JSON.parse((await estate.fetch(token, {}, '?format=outline')).body)).toMatchObject({
      server: '203.0.113.7',
    });
  });

  it('tells clients what the subscription is', async () => {
    const { token } = await estate.user({ limitBytes: '1000', expiresAt: '2031-05-06T07:08:09Z' });
    const { headers } = await estate.fetch(token, by(agents.v2rayNG));
    expect(headers).toMatchObject({
      'subscription-userinfo': 'upload=0; download=0; total=1000; expire=1935817689',
      'profile-title': `base64:${Buffer.from('VPN').toString('base64')}`,
      'profile-update-interval': '12',
      'profile-web-page-url': `https://vpn.example/sub/${token}`,
      'content-disposition': `attachment; filename="VPN.txt"; filename*=UTF-8''VPN.txt`,
      'cache-control': 'private, no-cache',
    });
  });

  it('answers 304 while nothing has changed, and the new list once something has', async () => {
    const user = await estate.user();
    const first = await estate.fetch(user.token, by(agents.v2rayNG));
    const same = { ...by(agents.v2rayNG), 'if-none-match': String(first.headers['etag']) };
    expect(await estate.fetch(user.token, same)).toMatchObject({ status: 304, body: '' });
    await estate.ask('mutation ($id: ID!) { rotateCredentials(id: $id) { id } }', { id: user.id });
    await eventually(async () => (await estate.fetch(user.token, same)).status === 200);
    const after = await estate.fetch(user.token, by(agents.v2rayNG));
    expect([after.headers['etag'] === first.headers['etag'], after.body === first.body]).toEqual([false, false]);
  });

  it('answers 304 to one whose tag was marked as weak on the way, or stands among others', async () => {
    const { token } = await estate.user();
    const etag = String((await estate.fetch(token, by(agents.v2rayNG))).headers['etag']);
    for (const sent of [`W/${etag}`, `"other", ${etag}`, '*']) {
      const again = () => estate.fetch(token, { ...by(agents.v2rayNG), 'if-none-match': sent });
      expect([(await again()).status, (await again()).status]).toEqual([304, 304]);
    }
    expect((await estate.fetch(token, { ...by(agents.v2rayNG), 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('does not take what one client has for what another would be given', async () => {
    const { token } = await estate.user();
    const etag = String((await estate.fetch(token, by(agents.v2rayNG))).headers['etag']);
    const asked = (agent: string, query = '') => estate.fetch(token, { ...by(agent), 'if-none-match': etag }, query);
    expect([(await asked(agents.v2rayNG)).status, (await asked(agents.v2rayNG)).status]).toEqual([304, 304]);
    expect((await asked(agents.mihomo)).status).toBe(200);
    expect((await asked(agents.v2rayNG, '?format=xray')).status).toBe(200);
  });

  it('gives each of many who ask at once a list of their own, and strangers among them nothing', async () => {
    const users = await Promise.all(Array.from({ length: 40 }, () => estate.user()));
    const answers = await Promise.all(
      users.flatMap(({ token }) => [estate.fetch(token, {}, '?format=sip008'), estate.fetch(`${token}x`)]),
    );
    const passwords = answers.filter(({ status }) => status === 200).map(({ body }) => body);
    expect(new Set(passwords).size).toBe(users.length);
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(users.length);
  });

  it('leads nowhere any more at once when it was rotated, or its user is gone', async () => {
    const user = await estate.user();
    await estate.fetch(user.token);
    await estate.ask('mutation ($id: ID!) { rotateSubscriptionLink(id: $id) { id } }', { id: user.id });
    await eventually(async () => (await estate.fetch(user.token)).status === 404);
    const other = await estate.user();
    await estate.fetch(other.token);
    await estate.ask('mutation ($id: ID!) { deleteUser(id: $id) }', { id: other.id });
    await eventually(async () => (await estate.fetch(other.token)).status === 404);
  });
});

describe('a user that may not connect', () => {
  const names = (answer: Answer) => linksIn(answer).map((link) => decodeURIComponent(link.split('#')[1] ?? ''));

  it('is told so by the only entries of its list', async () => {
    const expired = await estate.user({ expiresAt: '2020-01-02T03:04:05Z' });
    expect(names(await estate.fetch(expired.token))).toEqual(['⛔ Subscription expired 2020-01-02']);
    const limited = await estate.user({ limitBytes: '0' });
    expect(names(await estate.fetch(limited.token))).toEqual(['⛔ Traffic used up: 0 B of 0 B']);
    const disabled = await estate.user();
    await estate.ask('mutation ($id: ID!) { disableUser(id: $id) { id } }', { id: disabled.id });
    await eventually(async () => names(await estate.fetch(disabled.token))[0] === '⛔ Subscription disabled');
  });

  it('is told so in every form', async () => {
    const { token } = await estate.user({ expiresAt: '2020-01-02T03:04:05Z' });
    for (const format of ['links', 'xray', 'sing-box', 'mihomo', 'stash', 'sip008', 'wireguard', 'amneziawg']) {
      const answer = await estate.fetch(token, {}, `?format=${format}`);
      const text = format === 'links' ? names(answer).join() : answer.body;
      expect([format, text]).toEqual([format, expect.stringContaining('Subscription expired 2020-01-02')]);
      expect(text).not.toContain('203.0.113.7');
    }
  });
});

describe('servers', () => {
  it('are absent while they are drained, and shown again when nothing else is left', async () => {
    const user = await estate.user();
    const servers = core.get(ProjectedServers);
    const other = { ...estate.server, id: newId(), name: 'Berlin' };
    await servers.store(other);
    const state = async (next: string, revision: bigint) => {
      await servers.store({ ...estate.server, state: next, revision });
    };
    await state('DISABLED', 2n);
    await eventually(async () => (await estate.fetch(user.token, {}, '?format=sip008')).body.includes('No server for'));
    await state('DRAINING', 3n);
    await eventually(async () => (await estate.fetch(user.token, {}, '?format=sip008')).body.includes('203.0.113.7'));
    await state('ACTIVE', 4n);
  });
});

describe('WireGuard', () => {
  it('comes as a file for each configuration and server, in an archive when there are several', async () => {
    const user = await estate.user();
    const add = 'mutation ($id: ID!, $name: String!) { addWireguardDevice(userId: $id, name: $name) { id } }';
    for (const name of ['router', 'laptop']) await estate.ask(add, { id: user.id, name });
    await estate.withTunnels(user);
    const archive = await estate.fetch(user.token, {}, '?format=amneziawg');
    expect(archive.headers['content-type']).toBe('application/zip');
    const files = unzipSync(archive.bytes);
    expect(Object.keys(files).filter((name) => name.startsWith('router'))).toHaveLength(2);
    expect(Object.keys(files)).toHaveLength(4);
    const texts = Object.values(files).map((bytes) => Buffer.from(bytes).toString('utf8'));
    expect(texts.every((text) => text.startsWith('[Interface]\nPrivateKey = ') && text.includes('10.8.0.5/32'))).toBe(
      true,
    );
    expect(new Set(texts.map((text) => text.split('\n')[1])).size).toBe(2);
    const one = await estate.fetch(user.token, {}, '?format=wireguard&entry=0');
    expect([one.headers['content-type'], one.body]).toEqual([
      'text/plain; charset=utf-8',
      expect.stringContaining('[Peer]'),
    ]);
  });
});

describe('a stranger', () => {
  it('gets one and the same answer whatever it guesses', async () => {
    const { token } = await estate.user();
    const guesses = ['', 'x', 'a'.repeat(33), token.slice(1), `${token}x`, '%00', '%2F', 'a'.repeat(4_000)];
    const answers = await Promise.all(guesses.map((guess) => fetchLink(core, `/sub/${guess}`)));
    const seen = answers.map(({ status, body, headers }) =>
      JSON.stringify([status, body, Object.keys(headers).sort()]),
    );
    expect([...new Set(seen)]).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status: 404, body: 'Not found.\n' });
  });
});
