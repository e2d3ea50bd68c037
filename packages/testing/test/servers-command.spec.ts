import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { processFacts } from '@vortex/database/postgres-server';
import { eventually } from '../src';
import { childEnvironment, serverVariables } from '../src/config';
import { rabbitAnswers, redisAnswers } from '../src/servers/probe';

function runSource(file: string): ChildProcess {
  const none = Object.fromEntries(Object.values(serverVariables).map((name) => [name, undefined]));
  return spawn(process.execPath, [join(__dirname, 'fixture', 'run-source.js'), join(__dirname, file)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: childEnvironment(none),
  });
}

async function firstLine<T>(child: ChildProcess): Promise<T> {
  if (!child.stdout) throw new Error('no output');
  const said = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${code} and said nothing`)));
  const [line] = await Promise.race([said, ended]);
  return JSON.parse(line) as T;
}

const portOf = (url: string | undefined) => Number(new URL(url ?? '').port);

describe('the command for a test run', () => {
  it('starts all three servers, names them, and stops them when its input closes', async () => {
    const command = runSource('../src/servers-command.ts');
    const variables = await firstLine<Record<string, string>>(command);
    const redisPort = portOf(variables.VORTEX_TEST_REDIS_URL);
    const rabbitPort = portOf(variables.VORTEX_TEST_BROKER_URL);
    expect(Object.keys(variables).sort()).toEqual([
      'VORTEX_TEST_BROKER_URL',
      'VORTEX_TEST_POSTGRES_URL',
      'VORTEX_TEST_REDIS_URL',
    ]);
    expect([await redisAnswers(redisPort), await rabbitAnswers(rabbitPort)]).toEqual([true, true]);

    const exit = once(command, 'exit');
    command.stdin?.end();
    expect(await exit).toEqual([0, null]);
    expect([await redisAnswers(redisPort), await rabbitAnswers(rabbitPort)]).toEqual([false, false]);
  }, 120_000);
});

describe('a server whose test was killed', () => {
  it('ends too', async () => {
    const holder = runSource('fixture/hold-redis.ts');
    const { pid } = await firstLine<{ pid: number }>(holder);
    expect(await processFacts(pid)).toBeDefined();
    holder.kill('SIGKILL');
    await eventually(async () => (await processFacts(pid)) === undefined);
  }, 60_000);
});
