import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { moduleOf } from '../../test/stub-auth';
import { defineService, type ServiceDefinition } from '../service/define-service';
import { readConfig } from './config';
import { ConfigError } from './config-error';

const database = { createClient: () => undefined as never, migrations: '/nowhere' };
const auth = defineService({ name: 'auth', module: moduleOf() });
const billing = defineService({
  name: 'billing',
  module: moduleOf(),
  config: { VORTEX_OWNER_PASSWORD: z.string().min(12, 'at least 12 characters').optional() },
  database,
  calls: ['core'],
});
const key = Buffer.alloc(32, 1).toString('base64');

function problemsOf(services: readonly ServiceDefinition[], environment: Record<string, string>): string[] {
  try {
    readConfig(services, environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ variable, expected }) => `${variable}: ${expected}`);
  }
}

it('names every problem of every service at once, and what was expected', () => {
  const problems = problemsOf([auth, billing], {
    VORTEX_LOG_LEVEL: 'loud',
    VORTEX_OWNER_PASSWORD: 'hunter2',
    VORTEX_TRUSTED_PROXIES: '10.0.0.0/40',
    VORTEX_REDIS_URL: 'http://cache',
    VORTEX_METRICS_TOKEN: 'short',
    VORTEX_MASTER_KEY: 'c2hvcnQ=',
  });
  expect(problems).toEqual([
    'VORTEX_REDIS_URL: a URL starting with redis:// or rediss://',
    'VORTEX_LOG_LEVEL: debug or info or warn or error or silent',
    'VORTEX_METRICS_TOKEN: at least 16 characters',
    'VORTEX_TRUSTED_PROXIES: addresses or networks separated by commas, such as 10.0.0.0/8,::1',
    'VORTEX_OWNER_PASSWORD: at least 12 characters',
    'VORTEX_BILLING_DATABASE_URL: a postgres:// URL here, or one in VORTEX_DATABASE_URL for all services',
    'VORTEX_RPC_CORE: a value, but it is not set',
    'VORTEX_MASTER_KEY: 32 bytes in base64',
  ]);
});

it('never repeats a wrong value, since it may be a secret', () => {
  const problems = problemsOf([auth], { VORTEX_MASTER_KEY: 'hunter2', VORTEX_DATABASE_URL: 'mysql://u:hunter2@db' });
  expect(problems).toHaveLength(2);
  expect(problems.join()).not.toContain('hunter2');
});

it('takes an empty variable for one that is not set', () => {
  expect(problemsOf([auth], { VORTEX_REDIS_URL: '', VORTEX_LOG_LEVEL: '' })).toEqual([]);
});

it('asks for certificates where services meet over TCP, except on loopback when told so', () => {
  const remote = { VORTEX_RPC_AUTH: 'auth.internal:9000' };
  const door = defineService({ name: 'door', module: moduleOf() });
  expect(problemsOf([door], remote).map((line) => line.split(':')[0])).toEqual([
    'VORTEX_RPC_CA',
    'VORTEX_RPC_CERT',
    'VORTEX_RPC_KEY',
  ]);
  expect(problemsOf([door], { VORTEX_RPC_AUTH: '127.0.0.1:9000' })).toHaveLength(3);
  const insecure = { VORTEX_RPC_INSECURE_LOOPBACK: 'true' };
  expect(problemsOf([door], { VORTEX_RPC_AUTH: '127.0.0.1:9000', ...insecure })).toEqual([]);
  expect(problemsOf([door], { ...remote, ...insecure })).toHaveLength(3);
  expect(problemsOf([door], { VORTEX_RPC_AUTH: 'unix:/run/auth.sock' })).toEqual([]);
});

it('refuses a socket path that the system would cut off', () => {
  const door = defineService({ name: 'door', module: moduleOf() });
  const [problem] = problemsOf([door], { VORTEX_RPC_AUTH: `unix:/${'x'.repeat(110)}` });
  expect(problem).toContain('VORTEX_RPC_AUTH: unix:/path (at most 103 bytes)');
});

it('reads master keys from a file, the first one to encrypt', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys');
  writeFileSync(path, `# newest first\nk2:${key}\nk1:${Buffer.alloc(32, 2).toString('base64')}\n`);
  const read = readConfig([auth], { VORTEX_MASTER_KEY_FILE: path });
  expect([...read.masterKeys.keys()]).toEqual(['k2', 'k1']);
  writeFileSync(path, `k2:${key}\nk2:${key}\n`);
  expect(problemsOf([auth], { VORTEX_MASTER_KEY_FILE: path })[0]).toContain('no id twice');
});

it('gives each service its own variables and its own database', () => {
  const read = readConfig([auth, billing], {
    VORTEX_BILLING_DATABASE_URL: 'postgres://u@db/billing',
    VORTEX_MASTER_KEY: key,
    VORTEX_OWNER_PASSWORD: 'a long password',
    VORTEX_RPC_CORE: 'unix:/run/core.sock',
  });
  expect(read.services.get('billing')).toEqual({
    databaseUrl: 'postgres://u@db/billing',
    own: { VORTEX_OWNER_PASSWORD: 'a long password' },
  });
  expect(read.peers.get('core')).toEqual({ kind: 'unix', path: '/run/core.sock' });
});

it('insists on what services of different processes meet over', () => {
  const problems = problemsOf([auth], { VORTEX_SHAPE: 'distributed' });
  expect(problems.map((line) => line.split(':')[0])).toEqual([
    'VORTEX_RPC_LISTEN',
    'VORTEX_BROKER_URL',
    'VORTEX_REDIS_URL',
  ]);
});
