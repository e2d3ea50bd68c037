import { type RunningPlatform, run } from '@vortex/kit';
import { freshDatabase, type FreshDatabase } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { core } from '../src';
import { accessToken, jwksJson } from './access-tokens';
import { post } from './start-core';

let database: FreshDatabase;
let platform: RunningPlatform;
let url: string;

beforeAll(async () => {
  database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'core-alone-'));
  platform = await run([core], {
    exitOnSignal: false,
    signingKeys: () => Promise.resolve(jwksJson),
    revocations: () => Promise.resolve({ revocations: [], cursor: '', hasMore: false }),
    environment: {
      VORTEX_DATABASE_URL: undefined,
      VORTEX_CORE_DATABASE_URL: database.url,
      VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
      VORTEX_HTTP_LISTEN: '127.0.0.1:0',
      VORTEX_RPC_LISTEN: `unix:${folder}/core.sock`,
      ...Object.fromEntries(
        (core.calls ?? []).map((peer) => [`VORTEX_RPC_${peer.toUpperCase()}`, `unix:${folder}/${peer}.sock`]),
      ),
      VORTEX_LOG_LEVEL: 'silent',
    },
  });
  url = `http://127.0.0.1:${platform.httpPort}/graphql`;
});
afterAll(async () => {
  await platform.close();
  await database.drop();
});

const ask = (query: string, token?: string) =>
  post(url, JSON.stringify({ query }), {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  });

describe('core, while auth is away', () => {
  it('says so to anyone who asks how the platform is, and blames nothing else', async () => {
    const { data, errors } = await ask('{ healthCheck { state parts { name state detail } } }');
    expect(errors).toEqual([]);
    expect(data?.['healthCheck']).toMatchObject({
      state: 'FAILED',
      parts: expect.arrayContaining([
        { name: 'auth', state: 'FAILED', detail: 'The service does not answer.' },
        { name: 'core/database', state: 'OK', detail: null },
        { name: 'core/rpc:auth', state: 'DEGRADED', detail: expect.any(String) },
      ]),
    });
  });

  it('still shows the status of what is there', async () => {
    const query =
      '{ systemStatus { state shape accountCount services { name state version startedAt parts { name } } } }';
    const { data, errors } = await ask(query, accessToken());
    expect(errors).toEqual([]);
    expect(data?.['systemStatus']).toMatchObject({
      state: 'FAILED',
      shape: 'STANDALONE',
      accountCount: 0,
      services: expect.arrayContaining([
        { name: 'auth', state: 'FAILED', version: null, startedAt: null, parts: [] },
        expect.objectContaining({ name: 'core', state: 'DEGRADED', version: expect.any(String) }),
      ]),
    });
  });

  it('says that signing in has to wait', async () => {
    const { errors } = await ask('mutation { login(input: { username: "admin", password: "x" }) { accessToken } }');
    expect(errors).toMatchObject([{ extensions: { code: expect.stringMatching(/UNAVAILABLE|DEADLINE_EXCEEDED/) } }]);
  });
});
