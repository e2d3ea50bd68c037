import { eventually } from '@vortex/testing';
import { type RunningCore, startCore } from '../start-core';
import { linkEstate, type LinkEstate, linksIn, type LinkUser } from './link-estate';

let core: RunningCore;
let estate: LinkEstate;
beforeAll(async () => {
  core = await startCore({ VORTEX_PUBLIC_URL: 'https://vpn.example' });
  estate = await linkEstate(core);
});
afterAll(() => core.close());

const phone = (hwid: string) => ({
  ...{
    'user-agent': 'Happ/3.2',
    'x-hwid': hwid,
    'x-device-os': 'iOS',
    'x-ver-os': '18.1',
    'x-device-model': 'iPhone 15',
  },
});
const devicesOf = async ({ id }: LinkUser) => {
  const query = 'query ($id: ID!) { user(id: $id) { devices { id kind hwid os osVersion model client lastSeenAt } } }';
  return (await estate.ask(query, { id }))['user']?.['devices'] as Record<string, unknown>[];
};
const idIn = (answer: Parameters<typeof linksIn>[0]) => /^vless:\/\/([^@]+)@/m.exec(linksIn(answer).join('\n'))?.[1];

describe('a client that names its machine', () => {
  it('is a device of its own, with secrets of its own', async () => {
    const user = await estate.user();
    const [shared, one, two, again] = [
      await estate.fetch(user.token),
      await estate.fetch(user.token, phone('phone-1')),
      await estate.fetch(user.token, phone('phone-2')),
      await estate.fetch(user.token, phone('phone-1')),
    ];
    expect(one.headers).toMatchObject({ 'x-hwid-active': 'true' });
    expect(new Set([shared, one, two].map(idIn)).size).toBe(3);
    expect(idIn(again)).toBe(idIn(one));
    const devices = await devicesOf(user);
    expect(devices.map(({ kind, hwid }) => [kind, hwid])).toEqual([
      ['DEFAULT', null],
      ['HWID', 'phone-1'],
      ['HWID', 'phone-2'],
    ]);
    expect(devices[1]).toMatchObject({ os: 'iOS', osVersion: '18.1', model: 'iPhone 15', client: 'Happ/3.2' });
    await eventually(async () => (await devicesOf(user))[1]?.['lastSeenAt'] !== null);
  });

  it('is told when there are too many, and taken in once another one is removed', async () => {
    const user = await estate.user({ deviceLimit: 1 });
    await estate.fetch(user.token, phone('first'));
    const refused = await estate.fetch(user.token, phone('second'));
    expect(refused.headers).toMatchObject({ 'x-hwid-max-devices-reached': 'true', 'x-hwid-limit': 'true' });
    expect(linksIn(refused).map((link) => decodeURIComponent(link))).toEqual([
      expect.stringContaining('Too many devices'),
    ]);
    expect(await devicesOf(user)).toHaveLength(2);
    const device = (await devicesOf(user)).find(({ hwid }) => hwid === 'first');
    await estate.ask('mutation ($id: ID!) { deleteDevice(id: $id) }', { id: device?.['id'] });
    await eventually(async () => linksIn(await estate.fetch(user.token, phone('second'))).length > 1);
  });

  it('never becomes one device too many, however many come at once', async () => {
    const user = await estate.user({ deviceLimit: 2 });
    await Promise.all(Array.from({ length: 8 }, (_, n) => estate.fetch(user.token, phone(`at-once-${n}`))));
    expect((await devicesOf(user)).filter(({ kind }) => kind === 'HWID')).toHaveLength(2);
  });

  it('is refused while it is revoked', async () => {
    const user = await estate.user();
    await estate.fetch(user.token, phone('lost'));
    const device = (await devicesOf(user)).find(({ hwid }) => hwid === 'lost');
    await estate.ask('mutation ($id: ID!) { revokeDevice(id: $id) { id } }', { id: device?.['id'] });
    await eventually(async () => linksIn(await estate.fetch(user.token, phone('lost'))).length === 1);
  });

  it('is what a user with a limit needs, where the operator wants it so', async () => {
    const change = 'mutation ($input: UpdateLinkSettingsInput!) { updateLinkSettings(input: $input) { revision } }';
    await estate.ask(change, { input: { requireDeviceId: true } });
    const user = await estate.user({ deviceLimit: 3 });
    await eventually(async () => (await estate.fetch(user.token)).headers['x-hwid-not-supported'] === 'true');
    const free = await estate.user();
    expect(linksIn(await estate.fetch(free.token)).length).toBeGreaterThan(1);
    await estate.ask(change, { input: { requireDeviceId: false } });
  });
});

describe('the list of devices on the page', () => {
  it('removes one, when its own form asks', async () => {
    const user = await estate.user();
    await estate.fetch(user.token, phone('old-phone'));
    const id = String((await devicesOf(user)).find(({ hwid }) => hwid === 'old-phone')?.['id']);
    const form = { method: 'POST', body: `forget=${id}` };
    const own = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
    expect((await estate.fetch(user.token, { ...own, 'sec-fetch-site': 'cross-site' }, '/devices', form)).status).toBe(
      404,
    );
    expect(await devicesOf(user)).toHaveLength(2);
    expect((await estate.fetch(user.token, own, '/devices', form)).status).toBe(303);
    expect(await devicesOf(user)).toHaveLength(1);
  });

  it('removes none of another user', async () => {
    const [ann, bob] = [await estate.user(), await estate.user()];
    await estate.fetch(bob.token, phone('bobs'));
    const id = String((await devicesOf(bob)).find(({ hwid }) => hwid === 'bobs')?.['id']);
    await estate.fetch(ann.token, { 'sec-fetch-site': 'same-origin' }, '/devices', {
      method: 'POST',
      body: `forget=${id}`,
    });
    expect(await devicesOf(bob)).toHaveLength(2);
  });
});
