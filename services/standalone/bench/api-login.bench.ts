// npm run bench -- api-login [--seconds 10] [--users 100000]
import { BenchReport, percentile } from '@vortex/testing/bench';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pssBytes, pssBytesOfAll } from './memory';
import { password, type Platform, startPlatform } from './platform';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, users: { type: 'string', default: '100000' } },
});
const seconds = Number(values.seconds);
const users = Number(values.users);
const perSecond = 20;
/** Below what one may do before it has to wait. */
const ofAnAddress = 80;
const connections = 50;
const home = '198.51.100.200';

const signIn = `mutation { login(input: { username: "admin", password: "${password}" }) { accessToken } }`;
const page = `{ users(page: { first: 50 }) {
  nodes { id username status tags expiresAt limitBytes usedBytes groups { id name } } pageInfo { hasNextPage } } }`;
const make = 'mutation ($input: BulkCreateUsersInput!) { createUsers(input: $input) { job { id } } }';
const state = 'query ($id: ID!) { job(id: $id) { done state } }';

async function main(): Promise<void> {
  const platform = await startPlatform();
  const report = new BenchReport(
    'api-login',
    `all services in one process, PostgreSQL beside; ${2 * seconds * perSecond} logins, one every ${1_000 / perSecond} ms whether or not the last is answered, from one address after the other; argon2id 19 MiB, 2 passes; then ${users} users are made, and pages of 50 read over ${connections} connections for ${seconds} s`,
  );
  const latenciesMs = await signInSteadily(platform, 2 * seconds * perSecond);
  report.series('login at 20/s', latenciesMs, 'ms');
  report.figure('login at 20/s: p95', percentile(latenciesMs, 0.95), 'ms');
  await work(platform);
  report.figure('PSS of all services after the run', pssBytes(process.pid) / 2 ** 20, 'MiB');
  report.figure('PSS with PostgreSQL after the run', pssBytesOfAll(process.pid) / 2 ** 20, 'MiB');
  report.print();
  await platform.close();
}

async function signInSteadily(platform: Platform, count: number): Promise<number[]> {
  await timed(platform, 0);
  const startedAt = performance.now();
  const running: Promise<number>[] = [];
  for (let n = 0; n < count; n++) {
    await delay(Math.max(startedAt + (n * 1_000) / perSecond - performance.now(), 0));
    running.push(timed(platform, n + 1));
  }
  return Promise.all(running);
}

/** @returns how long a login took, in milliseconds */
async function timed(platform: Platform, n: number): Promise<number> {
  const startedAt = performance.now();
  await platform.ask(signIn, { address: `198.51.100.${Math.floor(n / ofAnAddress)}` });
  return performance.now() - startedAt;
}

/** What a full panel does all day. */
async function work(platform: Platform): Promise<void> {
  const { login } = await platform.ask<{ login: { accessToken: string } }>(signIn, { address: home });
  const as = { address: home, token: login.accessToken };
  const input = { pattern: 'user-{n}', count: users };
  const { createUsers } = await platform.ask<{ createUsers: { job: { id: string } } }>(make, as, { input });
  for (let done = 0; done < users;) {
    await delay(200);
    const { job } = await platform.ask<{ job: { done: number; state: string } }>(state, as, { ...createUsers.job });
    if (job.state === 'FAILED') throw new Error('the users could not be made');
    done = job.done;
  }
  const endAt = performance.now() + seconds * 1_000;
  const read = async (): Promise<void> => {
    while (performance.now() < endAt) await platform.ask(page, as);
  };
  await Promise.all(Array.from({ length: connections }, read));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
