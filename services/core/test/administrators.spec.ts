import {
  AccountServiceService,
  type Account,
  ApiTokenServiceService,
  AuditServiceService,
  type ListAccountsRequest,
  SessionServiceService,
  type Tenant,
  TenantChanged,
  TenantServiceService,
} from '@vortex/contracts/auth';
import { accountOf, InvalidInput, newId, NotFound } from '@vortex/kit';
import { eventually, type ServiceHarness, startService, stub } from '@vortex/testing';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { core } from '../src';
import { KnownTenantService } from '../src/tenants/known-tenant.service';
import { post } from './start-core';

const ids = { ann: newId(), bob: newId(), tenant: newId() };
const at = new Date('2026-11-21T12:00:00Z');
const account = (id: string, username: string): Account => ({
  ...{ id, username, tenantId: ids.tenant, name: '', role: 'support', disabled: false },
  ...{ mustChangePassword: false, createdAt: at, revision: 1n },
});
const page = { cursors: ['c1', 'c2'], hasNextPage: true, hasPreviousPage: false, totalCount: undefined };
const tenant: Tenant = {
  ...{ id: ids.tenant, slug: 'shop', name: 'Shop', zone: 'UTC', suspended: true, operator: false },
  ...{ limits: { mostUsers: 5, mostAccounts: undefined }, createdAt: at, revision: 1n },
};

const asked: ListAccountsRequest[] = [];
const exchanged: string[] = [];
let deletedTenants = 0;
let accessToken = '';

/** Auth, as far as these tests look at what core makes of its answers. */
const peers = [
  stub(SessionServiceService.listRevocations, async () => ({ revocations: [], cursor: '', hasMore: false })),
  stub(AccountServiceService.listAccounts, async (request) => {
    asked.push(request);
    const totalCount = request.page?.withTotal ? 7n : undefined;
    return { accounts: [account(ids.ann, 'ann'), account(ids.bob, 'bob')], page: { ...page, totalCount } };
  }),
  stub(AccountServiceService.getAccount, async ({ id }) => {
    if (id !== ids.ann) throw new NotFound('account_not_found', { id });
    return account(id, 'ann');
  }),
  stub(AccountServiceService.createAccount, async ({ username }) => {
    if (username === '')
      throw new InvalidInput([{ path: 'username', code: 'too_small', message: 'Enter a username.' }]);
    return { account: account(newId(), username), password: 'made-for-you' };
  }),
  stub(TenantServiceService.getTenant, async () => tenant),
  stub(TenantServiceService.resolveTenant, async () => ({ id: ids.tenant })),
  stub(TenantServiceService.deleteTenant, async () => {
    deletedTenants += 1;
    return tenant;
  }),
  stub(ApiTokenServiceService.exchangeApiToken, async ({ apiToken }) => {
    exchanged.push(apiToken);
    return { accessToken, expiresAt: new Date(Date.now() + 900_000) };
  }),
  stub(AuditServiceService.listAuditEntries, async (_request, call) => ({
    page: { ...page, cursors: ['c1'] },
    entries: [
      {
        ...{ id: newId(), tenantId: accountOf(call.caller).tenantId, at, actorName: 'ann', action: 'core.user.update' },
        actor: { kind: 'account', id: ids.ann, role: 'admin', actingFromTenantId: '', sessionId: newId() },
        subject: { kind: 'user', ids: [newId()], name: 'carl' },
        ...{ beforeJson: '{"note":"old"}', afterJson: '{"note":"new","tags":["a"]}' },
        ...{ clientAddress: '203.0.113.7', userAgent: '', requestId: '' },
      },
    ],
  })),
];

let harness: ServiceHarness<never>;
let server: Server;
let url: string;
beforeAll(async () => {
  harness = await startService<never>(core, { peers });
  const front = harness.platform.services.get('core');
  if (!front) throw new Error('core has not started');
  server = createServer(front.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await harness.stop();
});

interface Options {
  readonly permissions?: readonly string[];
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const ask = async (query: string, { permissions = ['*'], token, headers = {} }: Options = {}) => {
  const bearer = token ?? (await harness.rpc.token({ permissions, operator: true, tenantId: newId() }));
  const given = { 'content-type': 'application/json', authorization: `Bearer ${bearer}`, ...headers };
  return post(url, JSON.stringify({ query }), given);
};

describe('accounts over GraphQL', () => {
  it('are a connection, whose total is asked for only when it is selected', async () => {
    const query = `{ accounts(search: "a", sort: [{ field: CREATED_AT, direction: DESC }], page: { first: 2, after: "c0" }) {
      edges { cursor node { username } } pageInfo { hasNextPage startCursor endCursor } } }`;
    asked.length = 0;
    const { data, errors } = await ask(query);
    expect(errors).toEqual([]);
    expect(data?.['accounts']).toEqual({
      edges: [
        { cursor: 'c1', node: { username: 'ann' } },
        { cursor: 'c2', node: { username: 'bob' } },
      ],
      pageInfo: { hasNextPage: true, startCursor: 'c1', endCursor: 'c2' },
    });
    expect(asked).toMatchObject([
      {
        search: 'a',
        sort: [{ field: 'createdAt', descending: true }],
        page: { first: 2, after: 'c0', withTotal: false },
      },
    ]);
    expect((await ask('{ accounts { totalCount } }')).data).toEqual({ accounts: { totalCount: 7 } });
  });

  it('are null where there is none, and refused pages are named', async () => {
    expect((await ask(`{ account(id: "${newId()}") { id } }`)).data).toEqual({ account: null });
    const { errors } = await ask('{ accounts(page: { first: 0 }) { nodes { id } } }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', violations: [{ path: 'page.first' }] });
  });

  it('are made, with what is wrong said at the argument', async () => {
    const create = (username: string) =>
      `mutation { createAccount(input: { username: "${username}", role: "support" }) { generatedPassword account { username } } }`;
    expect((await ask(create('eve'))).data?.['createAccount']).toEqual({
      generatedPassword: 'made-for-you',
      account: { username: 'eve' },
    });
    expect((await ask(create(''))).errors[0]?.extensions).toMatchObject({ violations: [{ path: 'input.username' }] });
  });

  it('need their permissions at the door', async () => {
    const { errors } = await ask('{ accounts { nodes { id } } }', { permissions: ['auth.audit.read'] });
    expect(errors[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});

it('the audit shows what changed, field by field, of the tenant the caller acts for', async () => {
  const query =
    '{ auditLog { nodes { tenantId actor { kind name } changes { field before after } clientAddress userAgent } } }';
  const { data, errors } = await ask(query, { headers: { 'x-vortex-tenant': 'shop' } });
  expect(errors).toEqual([]);
  expect(data?.['auditLog']).toEqual({
    nodes: [
      {
        tenantId: ids.tenant,
        actor: { kind: 'ACCOUNT', name: 'ann' },
        changes: [
          { field: 'note', before: '"old"', after: '"new"' },
          { field: 'tags', before: null, after: '["a"]' },
        ],
        clientAddress: '203.0.113.7',
        userAgent: null,
      },
    ],
  });
});

it('an API token signs a program in, and is exchanged but once', async () => {
  accessToken = await harness.rpc.token({ permissions: ['auth.account.read'] });
  const token = `vxp_${'a'.repeat(83)}`;
  for (let n = 0; n < 3; n += 1) {
    expect((await ask(`{ account(id: "${ids.ann}") { username } }`, { token })).data).toEqual({
      account: { username: 'ann' },
    });
  }
  expect(exchanged).toEqual([token]);
  const { errors } = await ask('{ auditLog { nodes { id } } }', { token });
  expect(errors[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED' });
});

describe('tenants', () => {
  it('are known to core from what auth tells', async () => {
    const { id: tenantId, slug, name, limits } = tenant;
    const event = { tenantId, slug, name, zone: 'Asia/Tehran', suspended: false, limits, revision: 1n };
    await harness.events.send(TenantChanged, event, { aggregateId: tenantId, tenantId, producer: 'auth' });
    const known = harness.get(KnownTenantService);
    await eventually(async () => {
      expect(await known.findMany({ platform: true }, [tenantId])).toMatchObject([
        { zone: 'Asia/Tehran', mostUsers: 5 },
      ]);
    });
  });

  it('without users are deleted', async () => {
    const { data } = await ask(`mutation { deleteTenant(id: "${ids.tenant}") }`);
    expect([data, deletedTenants]).toEqual([{ deleteTenant: true }, 1]);
  });
});
