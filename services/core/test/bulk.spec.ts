import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { accessToken, type TokenOptions } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

let core: RunningCore;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.close());

const gibibyte = String(2 ** 30);
const tenantId = newId();
const owner = accessToken({ tenantId });
const foreign = accessToken();
const without = (...missing: readonly string[]): string => {
  const all = ['core.user.read', 'core.user.create', 'core.user.update', 'core.user.delete', 'core.user.bulk'];
  const options: TokenOptions = { tenantId, permissions: all.filter((one) => !missing.includes(one)) };
  return accessToken(options);
};

interface Job {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}
interface Outcome {
  readonly job: Job | null;
  readonly [field: string]: unknown;
}

async function ask<T>(query: string, variables: object = {}, token = owner): Promise<T> {
  const { data, errors } = await core.ask(query, { token, variables });
  expect(errors).toEqual([]);
  return data as T;
}

const jobFields = 'job { id state total done failed }';
const createText = `mutation ($input: BulkCreateUsersInput!, $dryRun: Boolean) {
  outcome: createUsers(input: $input, dryRun: $dryRun) { names taken ${jobFields} }
}`;
const operations: Readonly<Record<string, string>> = {
  extendUsers: 'input: { seconds: 86400, bytes: "1" }',
  resetUsersUsage: '',
  moveUsers: 'input: { set: [] }',
  setUsersEnabled: 'enabled: false',
  deleteUsers: '',
};
const textOf = (name: string): string => `mutation ($filter: UserFilter!, $dryRun: Boolean) {
  outcome: ${name}(filter: $filter, ${operations[name]}, dryRun: $dryRun) { matched sample { id } ${jobFields} }
}`;

async function over(outcome: Outcome, token = owner): Promise<Job> {
  if (!outcome.job) throw new Error('there is no job');
  const { id } = outcome.job;
  return eventually(async () => {
    const query = 'query ($id: ID!) { job(id: $id) { id state total done failed } }';
    const { job } = await ask<{ job: Job }>(query, { id }, token);
    expect(job.state).toBe('DONE');
    return job;
  });
}

interface Listed {
  readonly id: string;
  readonly username: string;
  readonly status: string;
  readonly limitBytes: string | null;
  readonly revision: number;
  readonly groups: readonly { readonly id: string }[];
}
async function list(tag: string, token = owner): Promise<readonly Listed[]> {
  const query = `query ($filter: UserFilter) {
    users(filter: $filter, sort: [{ field: USERNAME, direction: ASC }], page: { first: 100 }) {
      nodes { id username status limitBytes revision groups { id } }
    }
  }`;
  return (await ask<{ users: { nodes: Listed[] } }>(query, { filter: { tags: [tag] } }, token)).users.nodes;
}

let counter = 0;
/** Three users with a tag nobody else has. */
async function three(template: object = {}): Promise<{ tag: string; users: readonly Listed[] }> {
  const tag = `lot-${++counter}`;
  const input = { pattern: `${tag}-{n}`, count: 3, template: { tags: [tag], ...template } };
  const { outcome } = await ask<{ outcome: Outcome }>(createText, { input });
  expect(await over(outcome)).toMatchObject({ total: 3, done: 3, failed: 0 });
  return { tag, users: await list(tag) };
}

describe('createUsers', () => {
  it('that is only tried says the names and those that are taken, and makes nobody', async () => {
    const { tag } = await three();
    const input = { pattern: `${tag}-{n}`, first: 2, count: 4, template: { tags: [`${tag}-again`] } };
    const { outcome } = await ask<{ outcome: Outcome }>(createText, { input, dryRun: true });
    const names = [2, 3, 4, 5].map((n) => `${tag}-${n}`);
    expect(outcome).toEqual({ names, taken: expect.arrayContaining(names.slice(0, 2)), job: null });
    expect(outcome['taken']).toHaveLength(2);
    expect(await list(`${tag}-again`)).toEqual([]);
  });

  it('makes them alike in the caller’s tenant only, and names those it could not make', async () => {
    const { tag, users } = await three({ limitBytes: gibibyte });
    expect(users.map(({ username, limitBytes }) => [username, limitBytes])).toEqual(
      [1, 2, 3].map((n) => [`${tag}-${n}`, gibibyte]),
    );
    expect(await list(tag, foreign)).toEqual([]);
    const input = { pattern: `${tag}-{n}`, first: 3, count: 2, template: { tags: [tag] } };
    const again = await over((await ask<{ outcome: Outcome }>(createText, { input })).outcome);
    expect(again).toMatchObject({ total: 2, done: 1, failed: 1 });
    const { job } = await ask<{ job: object }>('query ($id: ID!) { job(id: $id) { failures { item code } } }', {
      id: again.id,
    });
    expect(job).toEqual({ failures: [{ item: `${tag}-3`, code: 'username_taken' }] });
  });

  it('takes the permission', async () => {
    const input = { pattern: 'nobody-{n}', count: 1 };
    const { errors } = await core.ask(createText, { token: without('core.user.bulk'), variables: { input } });
    expect(errors[0]?.extensions['code']).toBe('PERMISSION_DENIED');
  });
});

describe.each(Object.keys(operations))('%s', (name) => {
  it('that is only tried answers who is meant, and changes nobody', async () => {
    const { tag, users } = await three();
    const variables = { filter: { tags: [tag] }, dryRun: true };
    const { outcome } = await ask<{ outcome: Outcome }>(textOf(name), variables);
    expect(outcome).toMatchObject({ matched: 3, job: null });
    expect((outcome['sample'] as Listed[]).map(({ id }) => id).sort()).toEqual(users.map(({ id }) => id).sort());
    expect(await list(tag)).toEqual(users);
  });

  it('means nobody of another tenant, also when they are named by their ids', async () => {
    const { tag, users } = await three();
    const ids = users.map(({ id }) => id);
    for (const filter of [{ tags: [tag] }, { ids }, {}]) {
      const { outcome } = await ask<{ outcome: Outcome }>(textOf(name), { filter, dryRun: true }, foreign);
      expect(outcome).toEqual({ matched: 0, sample: [], job: null });
      const done = await ask<{ outcome: Outcome }>(textOf(name), { filter }, foreign);
      expect(await over(done.outcome, foreign)).toMatchObject({ done: 0, failed: 0 });
    }
    expect(await list(tag)).toEqual(users);
  });

  it('takes its permissions, and does nothing without one of them', async () => {
    const { tag, users } = await three();
    const needed = name === 'deleteUsers' ? ['core.user.bulk', 'core.user.delete'] : ['core.user.bulk'];
    for (const missing of needed) {
      for (const dryRun of [true, false]) {
        const variables = { filter: { tags: [tag] }, dryRun };
        const { errors } = await core.ask(textOf(name), { token: without(missing), variables });
        expect([missing, errors[0]?.extensions['code']]).toEqual([missing, 'PERMISSION_DENIED']);
      }
    }
    expect(await list(tag)).toEqual(users);
  });
});

describe('done to all whom the filter means', () => {
  const run = async (name: string, tag: string) => {
    const { outcome } = await ask<{ outcome: Outcome }>(textOf(name), { filter: { tags: [tag] } });
    expect(await over(outcome)).toMatchObject({ done: 3, failed: 0 });
  };

  it('extendUsers adds traffic', async () => {
    const { tag } = await three({ limitBytes: gibibyte });
    await run('extendUsers', tag);
    expect(new Set((await list(tag)).map(({ limitBytes }) => limitBytes))).toEqual(new Set([String(2 ** 30 + 1)]));
  });

  it('setUsersEnabled disables', async () => {
    const { tag } = await three();
    await run('setUsersEnabled', tag);
    expect((await list(tag)).map(({ status }) => status)).toEqual(['DISABLED', 'DISABLED', 'DISABLED']);
  });

  it('moveUsers leaves them in the groups it says', async () => {
    const created = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
    const { createGroup } = await ask<{ createGroup: { id: string } }>(created, { input: { name: `g-${newId()}` } });
    const { tag, users } = await three({ groupIds: [createGroup.id] });
    expect(users.map(({ groups }) => groups.length)).toEqual([1, 1, 1]);
    await run('moveUsers', tag);
    expect((await list(tag)).map(({ groups }) => groups.length)).toEqual([0, 0, 0]);
  });

  it('resetUsersUsage counts as a change of each', async () => {
    const { tag, users } = await three({ limitBytes: gibibyte });
    await run('resetUsersUsage', tag);
    expect((await list(tag)).map(({ revision }) => revision)).toEqual(users.map(({ revision }) => revision + 1));
  });

  it('deleteUsers leaves none of them, and all others', async () => {
    const [gone, kept] = [await three(), await three()];
    await run('deleteUsers', gone.tag);
    expect(await list(gone.tag)).toEqual([]);
    expect(await list(kept.tag)).toEqual(kept.users);
  });
});
