import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { parse } from 'yaml';
import { accessToken } from '../access-tokens';
import { type RunningCore, startCore } from '../start-core';
import { linkEstate, type LinkEstate, linksIn } from './link-estate';

let core: RunningCore;
let estate: LinkEstate;
beforeAll(async () => {
  core = await startCore({ VORTEX_PUBLIC_URL: 'https://vpn.example' });
  estate = await linkEstate(core);
});
afterAll(() => core.close());

const change = `mutation ($input: UpdateLinkSettingsInput!) { updateLinkSettings(input: $input) { revision title rules { name } } }`;
const update = (input: object) => estate.ask(change, { input });
const refused = async (query: string, variables: object, token = estate.owner) => {
  const { errors } = await core.ask(query, { token, variables });
  const { violations, code, reason } = (errors[0]?.extensions ?? {}) as Record<string, unknown>;
  const paths = (violations ?? []) as { path: string; code: string }[];
  return paths.length > 0 ? paths.map((one) => `${one.path}: ${one.code}`) : (reason ?? code);
};
const rule = (name: string, conditions: object[], action: object, match = 'ALL') => ({
  name,
  match,
  conditions,
  action,
});
const agent = (operator: string, value: string) => ({ header: 'User-Agent', operator, value });

describe('rules', () => {
  it('decide by any header what a client is answered with, the first that holds first', async () => {
    await update({
      rules: [
        rule('bots', [agent('MATCHES', 'bot|curl/\\d')], { kind: 'BLOCK' }),
        rule(
          'old',
          [agent('STARTS_WITH', 'Old'), { header: 'x-legacy', operator: 'PRESENT' }],
          { kind: 'STATUS', status: 410 },
          'ANY',
        ),
        rule('router', [{ header: 'x-router', operator: 'EQUALS', value: 'yes' }, agent('NOT_CONTAINS', 'phone')], {
          kind: 'FORMAT',
          format: 'SIP008',
          headers: [{ name: 'X-Hello', value: 'for {username}' }],
        }),
      ],
    });
    const user = await estate.user({ username: 'ruled' });
    const status = async (headers: Record<string, string>) => (await estate.fetch(user.token, headers)).status;
    await eventually(async () => (await status({ 'user-agent': 'curl/8' })) === 404);
    expect(await status({ 'user-agent': 'OldApp' })).toBe(410);
    expect(await status({ 'user-agent': 'New', 'x-legacy': '1' })).toBe(410);
    const routed = await estate.fetch(user.token, { 'user-agent': 'box', 'x-router': 'YES' });
    expect([routed.headers['x-hello'], JSON.parse(routed.body)]).toEqual([
      'for ruled',
      expect.objectContaining({ version: 1 }),
    ]);
    expect(
      linksIn(await estate.fetch(user.token, { 'user-agent': 'phone', 'x-router': 'yes' })).length,
    ).toBeGreaterThan(9);
    await update({ rules: [] });
  });

  it('are refused at the exact place', async () => {
    const bad = [
      rule('a', [agent('MATCHES', '(')], { kind: 'FORMAT', format: 'LINKS' }),
      rule('b', [{ header: 'no header', operator: 'PRESENT' }], { kind: 'STATUS' }),
      rule('c', [], { kind: 'FORMAT', format: 'XRAY', headers: [{ name: 'set-cookie', value: 'x' }] }),
    ];
    expect(await refused(change, { input: { title: '{nobody}', rules: bad } })).toEqual([
      'input.title: unknown_variable',
      'input.rules[0].conditions[0].value: not_a_pattern',
      'input.rules[1].conditions[0].header: not_a_header',
      'input.rules[1].action.status: required',
      'input.rules[2].action.headers[0].name: reserved_header',
    ]);
    const stranger = { kind: 'FORMAT', format: 'XRAY', templateId: newId() };
    expect(await refused(change, { input: { rules: [rule('d', [], stranger)] } })).toEqual([
      'input.rules[0].action.templateId: unknown',
    ]);
  });
});

describe('settings', () => {
  it('are shown to clients as they are filled for each user', async () => {
    await update({
      title: 'VPN of {username} ✨',
      supportUrl: 'https://t.me/help',
      announce: 'Left: {left}',
      headers: [{ name: 'x-note', value: 'привет' }],
      routing: 'happ://routing/add/e30=',
      pageUrl: 'https://vpn.example/my-account',
      updateIntervalHours: 3,
    });
    const user = await estate.user({ username: 'mia', limitBytes: String(5 * 2 ** 30) });
    const text = (value: unknown) => Buffer.from(String(value).replace('base64:', ''), 'base64').toString('utf8');
    await eventually(async () => (await estate.fetch(user.token)).headers['profile-update-interval'] === '3');
    const { headers } = await estate.fetch(user.token);
    expect(text(headers['profile-title'])).toBe('VPN of mia ✨');
    expect(text(headers['announce'])).toBe('Left: 5 GB');
    expect([headers['support-url'], text(headers['x-note'])]).toEqual(['https://t.me/help', 'привет']);
    expect([headers['routing'], headers['profile-web-page-url']]).toEqual([
      'happ://routing/add/e30=',
      'https://vpn.example/my-account',
    ]);
    expect(headers['content-disposition']).toContain("filename*=UTF-8''VPN%20of%20mia%20%E2%9C%A8.txt");
  });

  it('leave the remarks of hosts to be filled, with what is their server’s and what is their user’s', async () => {
    const create = 'mutation ($input: CreateHostInput!) { createHost(input: $input) { id } }';
    const [inbound] = estate.inbounds;
    const remark = '{flag} {city} {protocol} of {username}, {left} left';
    await estate.ask(create, { input: { inboundId: inbound?.id, remark, addresses: ['192.0.2.77'] } });
    const user = await estate.user({ username: 'zoe', limitBytes: String(2 ** 30) });
    const names = async () => linksIn(await estate.fetch(user.token)).map((link) => decodeURIComponent(link));
    await eventually(async () =>
      (await names()).some((link) => link.endsWith('#🇳🇱 Amsterdam VLESS of zoe, 1 GB left')),
    );
  });

  it('are not overwritten by one who has seen older ones', async () => {
    const { linkSettings } = await estate.ask('{ linkSettings { revision } }');
    await update({ title: 'Newer' });
    const stale = { input: { title: 'Stale', expectedRevision: linkSettings?.['revision'] } };
    expect(await refused(change, stale)).toEqual(['input.expectedRevision: stale']);
  });

  it('are each tenant’s own, and for who may change them', async () => {
    const other = accessToken({ tenantId: newId() });
    const { linkSettings } = await estate.ask('{ linkSettings { title revision } }', {}, other);
    expect(linkSettings).toEqual({ title: 'VPN', revision: 0 });
    const reader = accessToken({ tenantId: estate.tenant, permissions: ['core.link.read'] });
    expect(await refused(change, { input: { title: 'x' } }, reader)).toBe('permission_missing');
    const customer = accessToken({ tenantId: estate.tenant, ownRowsOnly: true });
    expect(await refused(change, { input: { title: 'x' } }, customer)).toBe('tenant_required');
  });
});

describe('templates', () => {
  const create =
    'mutation ($input: CreateLinkTemplateInput!) { made: createLinkTemplate(input: $input) { id revision } }';
  const content = 'proxy-groups:\n  - {name: Mine, type: select, proxies: ["{all}"]}\nrules: ["MATCH,Mine"]\n';

  it('are what lists are put into', async () => {
    await estate.ask(create, { input: { name: 'mine', format: 'MIHOMO', content, isDefault: true } });
    const user = await estate.user();
    await eventually(async () => (await estate.fetch(user.token, {}, '?format=clash')).body.includes('MATCH,Mine'));
    const { body } = await estate.fetch(user.token, {}, '?format=clash');
    const { proxies, 'proxy-groups': groups } = parse(body) as {
      proxies: { name: string }[];
      'proxy-groups': { proxies: string[] }[];
    };
    expect(groups[0]?.proxies).toEqual(proxies.map(({ name }) => name));
  });

  it('are refused where their client would refuse them', async () => {
    const of = (format: string, text: string) => refused(create, { input: { name: newId(), format, content: text } });
    expect(await of('SING_BOX', '{')).toEqual(['input.content: not_json']);
    expect(await of('MIHOMO', 'a: [')).toEqual([expect.stringMatching(/^input.content: line 1: not_yaml$/)]);
    expect(await of('MIHOMO', 'rules: ["MATCH,Nobody"]')).toEqual(['input.content: rules[0]: unknown']);
    expect(await of('SING_BOX', '{"outbound":[]}')).toEqual(['input.content: outbound: unknown_section']);
    expect(await of('XRAY', '{"outbounds":[{"tag":"proxy","protocol":"freedom"}]}')).toEqual([
      'input.content: outbounds[0].tag: duplicate',
    ]);
    expect(await of('LINKS', '')).toEqual(['input.format: invalid_value']);
    const bomb = `a: &a [x,x]\n${Array.from(
      { length: 12 },
      (_, n) =>
        `b${n}: &b${n} [${Array(12)
          .fill(`*${n ? `b${n - 1}` : 'a'}`)
          .join()}]`,
    ).join('\n')}`;
    expect(await of('STASH', bomb)).toEqual(['input.content: too_many_aliases']);
  });

  it('stay while a rule names them, and are another tenant’s never', async () => {
    const { made } = await estate.ask(create, { input: { name: 'named', format: 'MIHOMO', content } });
    const id = made?.['id'];
    await update({ rules: [rule('r', [], { kind: 'FORMAT', format: 'MIHOMO', templateId: id })] });
    const remove = 'mutation ($id: ID!) { deleteLinkTemplate(id: $id) }';
    expect(await refused(remove, { id })).toBe('link_template_in_use');
    expect(await refused(remove, { id }, accessToken({ tenantId: newId() }))).toBe('link_template_not_found');
    await update({ rules: [] });
    await estate.ask(remove, { id });
  });
});

describe('a preview', () => {
  const query =
    'query ($input: LinkPreviewInput!) { shown: linkPreview(input: $input) { status rule contentType body } }';

  it('shows what a client would be answered, with settings nobody has saved, and leaves no trace', async () => {
    const user = await estate.user();
    const settings = { rules: [rule('try', [agent('CONTAINS', 'box')], { kind: 'FORMAT', format: 'SING_BOX' })] };
    const headers = [
      { name: 'User-Agent', value: 'my box' },
      { name: 'X-HWID', value: 'machine' },
    ];
    const { shown } = await estate.ask(query, { input: { userId: user.id, headers, settings } });
    expect(shown).toMatchObject({ status: 200, rule: 'try', contentType: 'application/json; charset=utf-8' });
    expect(JSON.parse(String(shown?.['body']))).toHaveProperty('outbounds');
    const { user: after } = await estate.ask('query ($id: ID!) { user(id: $id) { devices { kind } } }', {
      id: user.id,
    });
    expect(after?.['devices']).toEqual([{ kind: 'DEFAULT' }]);
  });

  it('is not to be had of another tenant’s user', async () => {
    const user = await estate.user();
    const stranger = accessToken({ tenantId: newId() });
    expect(await refused(query, { input: { userId: user.id } }, stranger)).toBe('user_not_found');
    const link = 'query ($id: ID!) { subscriptionLink(userId: $id) { token } }';
    expect(await refused(link, { id: user.id }, stranger)).toBe('user_not_found');
  });
});
