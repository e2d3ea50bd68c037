import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { processFacts } from '@vortex/database/postgres-server';
import pg from 'pg';
import { eventually, type LaunchedServer, servers, startPostgres, startRabbit, startRedis } from '../src';
import { givenServers, testDirectory } from '../src/config';
import { rabbitAnswers, redisAnswers } from '../src/servers/probe';

const workspace = resolve(__dirname, '../../..');
const portOf = (url: string) => Number(new URL(url).port);

async function query(url: string, sql: string): Promise<unknown[]> {
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  try {
    return (await connection.query<pg.QueryResultRow>(sql)).rows;
  } finally {
    await connection.end();
  }
}

/** Sends one inline command to Redis and gives its answer. */
function redis(url: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: portOf(url), host: '127.0.0.1' }, () => socket.write(`${command}\r\n`));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString());
    });
    socket.once('error', reject);
  });
}

describe('a private server', () => {
  let server: LaunchedServer | undefined;
  afterEach(() => server?.stop());

  it('is PostgreSQL, and keeps what it had committed when it is killed', async () => {
    server = await startPostgres();
    await query(server.url, 'CREATE TABLE kept (id int)');
    const { url, pid } = server;
    server.kill();
    await eventually(async () => (await processFacts(pid)) === undefined);
    await server.restart();
    expect(server.url).toBe(url);
    expect(await query(url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('is Redis, and keeps what it was told when it is durable', async () => {
    server = await startRedis({ durable: true });
    expect(await redis(server.url, 'SET kept yes')).toBe('+OK\r\n');
    server.kill();
    await server.restart();
    expect(await redis(server.url, 'GET kept')).toContain('yes');
  });

  it('is RabbitMQ, and leaves neither a node nor a port mapper behind', async () => {
    server = await startRabbit();
    const { url, pid } = server;
    server.kill();
    await eventually(async () => !(await rabbitAnswers(portOf(url))));
    await server.restart();
    expect(await rabbitAnswers(portOf(url))).toBe(true);
    const restarted = server.pid;
    await server.stop();
    expect([await processFacts(pid), await processFacts(restarted)]).toEqual([undefined, undefined]);
  }, 120_000);

  it('removes its data when it stops, even from where PostgreSQL had to go with it', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'closed-to-others-'));
    try {
      for (const start of [startRedis, startPostgres]) {
        server = await start({ parent });
        const [directory] = await readdir(parent);
        const data = await realpath(join(parent, String(directory), start === startPostgres ? 'data' : ''));
        const moved = start === startPostgres && process.getuid?.() === 0;
        expect(data.startsWith(parent)).toBe(!moved);
        await server.stop();
        expect(await readdir(parent)).toEqual([]);
        await expect(stat(data)).rejects.toThrow('ENOENT');
      }
    } finally {
      await rm(parent, { recursive: true });
    }
  });

  it('keeps its data below the home unless told otherwise', () => {
    expect(testDirectory({ VORTEX_HOME: '/srv/second' })).toBe('/srv/second/test');
    expect(testDirectory({})).toBe(join(workspace, '.vortex/test'));
  });

  it('answers nobody any more when it has stopped', async () => {
    server = await startRedis();
    const facts = await processFacts(server.pid);
    expect(facts?.command).toContain('redis-server');
    const { url } = server;
    await server.stop();
    expect(await redisAnswers(portOf(url))).toBe(false);
  });
});

describe('the shared servers', () => {
  it('are the same for everybody in a run, and all three answer', async () => {
    const [first, second] = await Promise.all([servers(), servers()]);
    expect(second).toEqual(first);
    expect(await query(first.postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await redisAnswers(portOf(first.redis))).toBe(true);
    expect(await rabbitAnswers(portOf(first.rabbit.url))).toBe(true);
  }, 120_000);

  it('are those the environment names', () => {
    expect(givenServers({ VORTEX_TEST_REDIS_URL: 'redis://elsewhere:1' }).redis).toBe('redis://elsewhere:1');
    expect(givenServers({ VORTEX_TEST_REDIS_URL: '' }).redis).toBeUndefined();
  });
});
