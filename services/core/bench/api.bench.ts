// npm run bench -- api [--users 100000] [--seconds 10]
import { Database, ensureDatabase } from '@vortex/database';
import { newId, tenantId } from '@vortex/kit';
import { startPostgres, startRedis } from '@vortex/testing';
import { BenchReport, percentile } from '@vortex/testing/bench';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { accessToken } from '../test/access-tokens';
import { type RunningCore, startCore } from '../test/start-core';
import { createInBulk } from './bulk';
import { LoadProcess } from './load-order';
import { refuseHostile } from './hostile';
import { fillPanel } from './panel';
import { processorTime } from './processor-time';
import { followTraffic } from './subscribers';

const { values } = parseArgs({
  options: { users: { type: 'string', default: '100000' }, seconds: { type: 'string', default: '10' } },
});
const users = Number(values.users);
const forMs = Number(values.seconds) * 1_000;
const tenant = tenantId(newId());
const token = accessToken({ tenantId: tenant, lifetimeMs: 3_600_000 });

const fields = `nodes {
  id username status note tags createdAt expiresAt limitBytes usedBytes lifetimeUsedBytes lastOnlineAt
  groups { id name }
} pageInfo { hasNextPage endCursor }`;
const query = `query ($filter: UserFilter, $sort: [UserSort!], $page: Pagination) {
  users(filter: $filter, sort: $sort, page: $page) { ${fields} }
}`;
const page = { first: 50 };
const ask = (variables: object) => JSON.stringify({ query, variables: { page, ...variables } });
const searched = ['ancadu', 'bobo', 'elfi', 'goka', 'lumi', 'cash', 'nobody'].map((search) =>
  ask({ filter: { search } }),
);
const filtered = [
  ask({ filter: { statuses: ['ACTIVE'] }, sort: [{ field: 'USED_BYTES', direction: 'DESC' }] }),
  ask({ filter: { tags: ['family'] }, sort: [{ field: 'USERNAME', direction: 'ASC' }] }),
  ask({ filter: { tags: ['nobody'] } }),
  ask({
    sort: [
      { field: 'STATUS', direction: 'ASC' },
      { field: 'USED_BYTES', direction: 'DESC' },
    ],
  }),
];
const inBulk = 50_000;
const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id username } }';
const creates = (count: number) =>
  Array.from({ length: count }, () => JSON.stringify({ query: create, variables: { input: { username: newId() } } }));

async function main(): Promise<void> {
  const postgres = await startPostgres({ durable: true });
  const database = await ensureDatabase(postgres.url, 'core');
  const redis = await startRedis();
  const load = LoadProcess.start();
  try {
    const report = new BenchReport(
      'api',
      `${users} users; core, PostgreSQL (fsync on) and the process that asks share the machine; ${forMs / 1_000} s each after 3 s to warm up`,
    );
    const core = await start('compiled', database);
    await fillPanel(core, tenant, users);
    await core.get(Database).sql.execute('ANALYZE');
    const under = async (name: string, bodies: readonly string[], connections: number) => {
      const port = Number(new URL(core.url).port);
      const measured = await load.run({ port, token, bodies, connections, warmUpMs: 3_000, forMs });
      report.series(name, measured.latenciesMs, 'ms');
      report.figure(`${name}: p95`, percentile(measured.latenciesMs, 0.95), 'ms');
      return measured;
    };
    await under('page of 50, one at a time', [ask({})], 1);
    await under('filtered and sorted, one at a time', filtered, 1);
    await under('searched, one at a time', searched, 1);
    await under('createUser, one at a time', creates(20_000), 1);
    await refuseHostile(core.url, token, 3);
    const refusals = await refuseHostile(core.url, token, 30);
    report.series('hostile operations refused', refusals, 'ms');
    report.figure('hostile operations refused: p95', percentile(refusals, 0.95), 'ms');
    const before = processorTime();
    const { perSecond: pages, cpuMs } = await under('page at 50 connections', [ask({})], 50);
    const after = processorTime();
    report.figure('pages at 50 connections', pages, 'pages/s');
    const asked = pages * ((forMs + 3_000) / 1_000);
    const ownMs = after.ownMs - before.ownMs;
    report.figure('processor time of core for a page', ownMs / asked, 'ms');
    report.figure('of the one that asks', cpuMs / asked, 'ms');
    // Of a machine that does nothing else.
    report.figure(
      'of PostgreSQL, and whatever else runs',
      (after.machineMs - before.machineMs - ownMs - cpuMs) / asked,
      'ms',
    );
    report.figure('PSS of core', pssBytes() / 2 ** 20, 'MiB');
    const stock = await start('stock', database);
    const port = Number(new URL(stock.url).port);
    const { perSecond } = await load.run({ port, token, bodies: [ask({})], connections: 50, warmUpMs: 3_000, forMs });
    report.figure('pages at 50 connections, stock Apollo', perSecond, 'pages/s');
    report.ratio('compiled execution', 'pages at 50 connections', 'pages at 50 connections, stock Apollo');
    await stock.close();
    // Last, for they make the panel half as large again.
    const { ms, groupId } = await createInBulk(core, token, inBulk);
    report.figure(`${inBulk} users made by the bulk job`, ms / 1_000, 's');
    await under(`one of ${inBulk} users of a group off and on`, await toggles(core, groupId), 1);
    await core.close();
    const replicas = await Promise.all([
      start('compiled', database, redis.url),
      start('compiled', database, redis.url),
    ]);
    const delays = await followTraffic(replicas, tenant, 1_000);
    report.series('published to received, 1,000 subscriptions at 2 replicas', delays, 'ms');
    report.figure('published to received: p95', percentile(delays, 0.95), 'ms');
    report.print();
    for (const replica of replicas) await replica.close();
  } finally {
    load.stop();
    await redis.stop();
    await postgres.stop();
  }
}

/** Off and on by turns; its event stands in the outbox when it is answered, for both are one transaction. */
async function toggles(core: RunningCore, groupId: string): Promise<string[]> {
  const members = 'query ($of: ID!) { users(filter: { groupIds: [$of] }, page: { first: 100 }) { nodes { id } } }';
  const { data } = await core.ask(members, { token, variables: { of: groupId } });
  const { nodes } = (data as { users: { nodes: { id: string }[] } }).users;
  return nodes.flatMap(({ id }) =>
    ['disableUser', 'enableUser'].map((name) =>
      JSON.stringify({ query: `mutation ($id: ID!) { ${name}(id: $id) { id status } }`, variables: { id } }),
    ),
  );
}

function start(execution: string, database: string, redis?: string): Promise<RunningCore> {
  return startCore({
    VORTEX_GRAPHQL_EXECUTION: execution,
    VORTEX_API_POINTS_PER_MINUTE: '1000000000',
    VORTEX_CORE_DATABASE_URL: database,
    ...(redis ? { VORTEX_REDIS_URL: redis } : {}),
  });
}

/** What the process holds, with its share of what it has in common with others. */
function pssBytes(): number {
  const text = readFileSync('/proc/self/smaps_rollup', 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1_024;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
