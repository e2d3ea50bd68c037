import { newId } from '@vortex/kit';
import { NotificationService } from '../src/notifications/notification.service';
import { accessToken } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

interface Page {
  readonly nodes: readonly Record<string, string>[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
  readonly totalCount: number;
}

const tenantId = newId();
const token = accessToken({ tenantId });
let core: RunningCore;
beforeAll(async () => (core = await startCore()));
afterAll(() => core.close());

async function data(query: string, variables: object = {}): Promise<Record<string, unknown>> {
  const { data: found, errors } = await core.ask(query, { token, variables });
  expect(errors).toEqual([]);
  return found ?? {};
}

/** All of a list two by two, from its beginning or from its end. */
async function walked(list: string, field: string, args: string, backward = false): Promise<(string | undefined)[]> {
  const seen: (string | undefined)[] = [];
  const [size, edge] = backward ? ['last', 'before'] : ['first', 'after'];
  const query = `query ($page: Pagination) { list: ${list}(${args} page: $page) {
    nodes { ${field} } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`;
  for (let place: unknown = undefined; ;) {
    const { list: page } = (await data(query, { page: { [size]: 2, [edge]: place } })) as { list: Page };
    const values = page.nodes.map((node) => node[field]);
    if (backward) seen.unshift(...values);
    else seen.push(...values);
    expect(page.pageInfo['endCursor']).toBe(page.edges.at(-1)?.cursor ?? null);
    if (!page.pageInfo[backward ? 'hasPreviousPage' : 'hasNextPage']) {
      expect(page.totalCount).toBe(seen.length);
      return seen;
    }
    place = page.pageInfo[backward ? 'startCursor' : 'endCursor'];
  }
}

describe('templates of links', () => {
  const create = 'mutation ($input: CreateLinkTemplateInput!) { createLinkTemplate(input: $input) { id } }';
  const list = 'linkTemplatesConnection';
  beforeAll(async () => {
    const [xray, mihomo] = await Promise.all(
      ['XRAY', 'MIHOMO'].map((format) => data(`{ usualLinkTemplate(format: ${format}) }`)),
    );
    const contents = { XRAY: xray?.['usualLinkTemplate'], MIHOMO: mihomo?.['usualLinkTemplate'] };
    for (const [name, format, isDefault] of [
      ['Home', 'XRAY', true],
      ['office', 'MIHOMO', true],
      ['homeless', 'MIHOMO', false],
    ] as const) {
      await data(create, { input: { name, format, isDefault, content: contents[format] } });
    }
  });

  it('are narrowed, searched and sorted, each once from either end', async () => {
    for (const backward of [false, true]) {
      expect(await walked(list, 'name', '', backward)).toEqual(['Home', 'homeless', 'office']);
      const newest = 'sort: [{ field: CREATED_AT, direction: DESC }]';
      expect(await walked(list, 'name', newest, backward)).toEqual(['homeless', 'office', 'Home']);
    }
    expect(await walked(list, 'name', 'search: "HOME"')).toEqual(['Home', 'homeless']);
    expect(await walked(list, 'name', 'filter: { formats: [MIHOMO], isDefault: true }')).toEqual(['office']);
  });

  it('are each tenant its own', async () => {
    const { data: others } = await core.ask(`{ ${list} { totalCount } }`, { token: accessToken() });
    expect(others).toEqual({ [list]: { totalCount: 0 } });
  });
});

describe('notifications', () => {
  const list = 'userNotificationsConnection';
  let userId: string;
  beforeAll(async () => {
    const made = await data('mutation { createUser(input: { username: "ann" }) { id } }');
    userId = (made['createUser'] as { id: string }).id;
    const notice = { userId: userId as never, tenantId: tenantId as never };
    for (const kind of ['limited', 'reset', 'expired', 'limited', 'started'] as const) {
      await core.get(NotificationService).record([{ ...notice, kind }]);
    }
  });

  it('are narrowed and sorted, each once from either end', async () => {
    const of = `userId: "${userId}"`;
    const newest = ['STARTED', 'LIMITED', 'EXPIRED', 'RESET', 'LIMITED'];
    for (const backward of [false, true]) {
      expect(await walked(list, 'kind', of, backward)).toEqual(newest);
      const byKind = `${of} sort: [{ field: KIND, direction: ASC }]`;
      expect(await walked(list, 'kind', byKind, backward)).toEqual([...newest].sort());
    }
    expect(await walked(list, 'kind', `${of} filter: { kinds: [RESET, STARTED] }`)).toEqual(['STARTED', 'RESET']);
    const none = 'filter: { createdAt: { before: "2020-01-01T00:00:00Z" } }';
    expect(await walked(list, 'kind', `${of} ${none}`)).toEqual([]);
    const [last] = await walked(list, 'id', of);
    await data(`mutation ($ids: [ID!]!) { markNotificationsRead(${of} ids: $ids) }`, { ids: [last] });
    expect(await walked(list, 'kind', `${of} filter: { read: true }`)).toEqual(['STARTED']);
    expect(await walked(list, 'kind', `${of} filter: { read: false }`)).toEqual(newest.slice(1));
  });

  it('are not for other tenants', async () => {
    const { errors } = await core.ask(`{ ${list}(userId: "${userId}") { totalCount } }`, { token: accessToken() });
    expect(errors[0]?.extensions['reason']).toBe('user_not_found');
  });
});
