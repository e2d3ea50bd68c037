import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { UsageIntake } from '../../src/lifecycle/usage-intake.service';
import { LinkStateRepository } from '../../src/subscription-links/link-state.repository';
import type { UserId } from '../../src/users/user';
import { type RunningCore, startCore } from '../start-core';
import { fetchLink, linkEstate, type LinkEstate, type LinkUser } from './link-estate';

/** Two replicas on one database: what is asked of the second is changed at the first. */
let first: RunningCore;
let second: RunningCore;
let estate: LinkEstate;
beforeAll(async () => {
  const common = { VORTEX_MASTER_KEY: randomBytes(32).toString('base64'), VORTEX_LINKS_WRONG_PER_MINUTE: '1000' };
  first = await startCore(common);
  second = await startCore({ ...common, VORTEX_CORE_DATABASE_URL: first.databaseUrl });
  estate = await linkEstate(first);
});
afterAll(async () => {
  await second.close();
  await first.close();
});

const agent = { 'user-agent': 'v2rayNG/1.10.2' };
const ask = ({ token }: LinkUser, etag?: string) =>
  fetchLink(second, `/sub/${token}`, { ...agent, ...(etag === undefined ? {} : { 'if-none-match': etag }) });

/** A user whose list a client has, as the second replica knows by heart; how often it asks the database is counted. */
async function knownUser() {
  const user = await estate.user({ limitBytes: '1000000' });
  const etag = String((await ask(user)).headers['etag']);
  const reads = jest.spyOn(second.get(LinkStateRepository), 'ofTokens');
  await eventually(async () => {
    reads.mockClear();
    const answers = [await ask(user, etag), await ask(user, etag)];
    return answers.every(({ status }) => status === 304) && reads.mock.calls.length === 0;
  });
  reads.mockRestore();
  return { user, etag };
}

describe('who has its list already', () => {
  it('is told so without a question to the database, with all that clients are told beside the list', async () => {
    const { user, etag } = await knownUser();
    const [whole, again] = [await ask(user), await ask(user, etag)];
    const { date: _, 'content-length': __, 'content-type': ___, 'content-disposition': ____, ...told } = whole.headers;
    expect(again).toMatchObject({ status: 304, body: '', headers: told });
  });

  it.each([
    ['rotateCredentials', '{ id }', 200],
    ['disableUser', '{ id }', 200],
    ['rotateSubscriptionLink', '{ id }', 404],
    ['deleteUser', '', 404],
  ])('is told no more so at any replica after %s at another', async (change, fields, status) => {
    const { user, etag } = await knownUser();
    await estate.ask(`mutation ($id: ID!) { ${change}(id: $id) ${fields} }`, { id: user.id });
    await eventually(async () => (await ask(user, etag)).status === status);
  });

  it('hears of its traffic, and of its end as soon as that has used it up', async () => {
    const { user, etag } = await knownUser();
    const use = (chargedBytes: bigint) =>
      first.get(UsageIntake).apply([{ userId: user.id as UserId, hour: new Date(), chargedBytes }]);
    await use(400_000n);
    await eventually(async () => {
      const { status, headers } = await ask(user, etag);
      return status === 304 && String(headers['subscription-userinfo']).includes('download=400000;');
    });
    await use(600_000n);
    await eventually(async () => (await ask(user, etag)).status === 200);
  });

  it('is given the new list when servers are others, and not when it is other tenants’', async () => {
    const { user, etag } = await knownUser();
    const other = await linkEstate(first);
    await other.user();
    await eventually(async () => (await ask(user, etag)).status === 304);
    const remark = 'mutation ($input: CreateHostInput!) { createHost(input: $input) { id } }';
    const [inbound] = estate.inbounds;
    const host = { inboundId: inbound?.id, remark: `Named ${newId()}`, addresses: ['203.0.113.9'] };
    await estate.ask(remark, { input: host });
    await eventually(async () => (await ask(user, etag)).status === 200);
  });
});
