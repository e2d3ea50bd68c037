import { Module } from '@nestjs/common';
import { defineService, type RunningPlatform, run } from '@vortex/kit';
import { freshDatabase } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { core } from '../src';
import { standInAuth, standInPolicies } from './stand-in-auth';

export interface GraphqlAnswer {
  readonly status: number;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphqlFailure[];
}

export interface GraphqlFailure {
  readonly message: string;
  readonly path?: readonly string[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface RunningCore {
  readonly url: string;
  readonly platform: RunningPlatform;
  readonly databaseUrl: string;
  /** Something of core's container. */
  get<T>(token: abstract new (...args: never[]) => T): T;
  ask(query: string, options?: { token?: string; variables?: object; headers?: object }): Promise<GraphqlAnswer>;
  close(): Promise<void>;
}

@Module({})
class NothingModule {}

/** The services core calls besides auth. They are well, and that is all they answer. */
const others = (core.calls ?? [])
  .filter((name) => name !== 'auth')
  .map((name) => defineService({ name, module: NothingModule }));
const unanswered = others.map(({ name }) => `/vortex.${name}.`);
const policies = Object.fromEntries(
  Object.entries(standInPolicies).filter(([path]) => !unanswered.some((prefix) => path.startsWith(prefix))),
);

/** Core and a stand-in for auth in this process, on databases of their own, behind a real HTTP server. */
export async function startCore(environment: Record<string, string> = {}): Promise<RunningCore> {
  const databases = [await freshDatabase(), await freshDatabase()] as const;
  const platform = await run([standInAuth, ...others, core], {
    exitOnSignal: false,
    version: '1.2.3',
    drainMs: 2_000,
    policies,
    environment: {
      VORTEX_AUTH_DATABASE_URL: databases[0].url,
      VORTEX_CORE_DATABASE_URL: databases[1].url,
      VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
      VORTEX_RUN_DIR: mkdtempSync(join(tmpdir(), 'core-')),
      VORTEX_LOG_LEVEL: 'silent',
      ...environment,
    },
  });
  const front = platform.services.get('core');
  if (!front) throw new Error('core has not started');
  const server = createServer(front.handle).on('upgrade', front.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return {
    url,
    platform,
    databaseUrl: databases[1].url,
    get: (token) => front.app.get(token as never, { strict: false }),
    ask: (query, { token, variables, headers } = {}) =>
      post(url, JSON.stringify({ query, variables }), {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      }),
    async close() {
      await platform.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(databases.map((database) => database.drop()));
    },
  };
}

export async function post(url: string, body: string, headers: Record<string, string>): Promise<GraphqlAnswer> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer = (await response.json().catch(() => ({}))) as Partial<GraphqlAnswer>;
  return { status: response.status, data: answer.data, errors: answer.errors ?? [] };
}
