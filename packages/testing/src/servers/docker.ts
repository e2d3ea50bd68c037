import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { freePort } from '@vortex/database/postgres-server';
import { eventually } from '../eventually';
import type { ServerDriver } from './launched-server';

const run = promisify(execFile);
const pullAndStartMs = 300_000;

let answered: Promise<boolean> | undefined;

/** Whether a Docker engine answers; asked once. */
export function dockerAnswers(): Promise<boolean> {
  answered ??= run('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 10_000 }).then(
    ({ stdout }) => stdout.trim() !== '',
    () => false,
  );
  return answered;
}

export interface ContainerOptions {
  readonly image: string;
  readonly containerPort: number;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly url: (port: number) => string;
  readonly answers: (port: number) => Promise<boolean>;
}

/** A container with one published port on 127.0.0.1; its data lives as long as it. */
export async function containerDriver(options: ContainerOptions): Promise<ServerDriver> {
  const port = await freePort();
  const name = `vortex-test-${randomUUID()}`;
  const variables = Object.entries(options.environment ?? {}).flatMap(([key, value]) => ['-e', `${key}=${value}`]);
  const publish = ['-p', `127.0.0.1:${port}:${options.containerPort}`];
  const create = () =>
    run('docker', ['create', '--name', name, ...publish, ...variables, options.image, ...(options.args ?? [])], {
      timeout: pullAndStartMs,
    });
  let created = false;
  let pid = 0;
  return {
    url: options.url(port),
    get pid() {
      return pid;
    },
    start: async () => {
      if (!created) await create();
      created = true;
      await run('docker', ['start', name]);
      await eventually(() => options.answers(port), { timeoutMs: pullAndStartMs, intervalMs: 100 });
      pid = Number((await run('docker', ['inspect', '-f', '{{.State.Pid}}', name])).stdout);
    },
    kill: () => void execFileSync('docker', ['kill', '--signal', 'KILL', name], { stdio: 'ignore' }),
    stop: async () => void (await run('docker', ['stop', name])),
    remove: async () => void (await run('docker', ['rm', '-f', '-v', name])),
    lastWill: () => [`docker rm -f -v ${name}`],
  };
}
