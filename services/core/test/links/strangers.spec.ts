import { LinkStateRepository } from '../../src/subscription-links/link-state.repository';
import { type RunningCore, startCore } from '../start-core';
import { fetchLink, linkEstate, type LinkEstate } from './link-estate';

const allowed = 5;
let core: RunningCore;
let estate: LinkEstate;
beforeAll(async () => {
  core = await startCore({
    ...{ VORTEX_LINK_PREFIX: 'feed', VORTEX_TRUSTED_PROXIES: '127.0.0.1' },
    VORTEX_LINKS_WRONG_PER_MINUTE: String(allowed),
  });
  estate = await linkEstate(core);
});
afterAll(() => core.close());

const from = (address: string) => ({ 'x-forwarded-for': address });
const ask = (token: string, address: string) => fetchLink(core, `/feed/${token}`, from(address));
const wrong = (n: number) => `${'A'.repeat(30)}${n}`;

describe('who guesses links', () => {
  it('costs what a customer costs, one look into the database, and is told nothing else', async () => {
    const user = await estate.user();
    const reads = jest.spyOn(core.get(LinkStateRepository), 'ofTokens');
    const cost = async (token: string) => {
      reads.mockClear();
      const { status } = await ask(token, '198.51.100.1');
      return [status, reads.mock.calls.length];
    };
    expect([await cost(wrong(0)), await cost(user.token)]).toEqual([
      [404, 1],
      [200, 1],
    ]);
    reads.mockRestore();
  });

  it('is held off after some, without a look, and nobody elsewhere is', async () => {
    const reads = jest.spyOn(core.get(LinkStateRepository), 'ofTokens');
    const statuses: number[] = [];
    for (let n = 0; n < 2 * allowed; n += 1) statuses.push((await ask(wrong(n), '198.51.100.7')).status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(allowed + 1);
    expect([statuses.at(-1), reads.mock.calls.length]).toEqual([429, allowed + 1]);
    const held = await ask(wrong(99), '198.51.100.7');
    expect([held.status, Number(held.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await ask(wrong(99), '203.0.113.5')).status).toBe(404);
    reads.mockRestore();
  });

  it('keeps no customer behind the same address from a list that was fetched before', async () => {
    const user = await estate.user();
    expect((await ask(user.token, '192.0.2.10')).status).toBe(200);
    for (let n = 0; n <= allowed; n += 1) await ask(wrong(n), '192.0.2.9');
    expect([(await ask(wrong(0), '192.0.2.9')).status, (await ask(user.token, '192.0.2.9')).status]).toEqual([
      429, 200,
    ]);
  });
});

describe('the prefix of links', () => {
  it('is the operator’s choice, and no other path leads to them', async () => {
    const user = await estate.user();
    expect([user.url.endsWith(`/feed/${user.token}`), (await ask(user.token, '192.0.2.20')).status]).toEqual([
      true,
      200,
    ]);
    expect((await fetchLink(core, `/sub/${user.token}`, from('192.0.2.20'))).status).toBe(404);
  });
});
