import { join, resolve } from 'node:path';

/** Servers that somebody else runs, by their urls. */
export interface GivenServers {
  readonly postgres: string | undefined;
  readonly redis: string | undefined;
  readonly rabbit: string | undefined;
}

export const serverVariables = {
  postgres: 'VORTEX_TEST_POSTGRES_URL',
  redis: 'VORTEX_TEST_REDIS_URL',
  rabbit: 'VORTEX_TEST_BROKER_URL',
} as const;

export function givenServers(environment: NodeJS.ProcessEnv = process.env): GivenServers {
  return {
    postgres: environment[serverVariables.postgres] || undefined,
    redis: environment[serverVariables.redis] || undefined,
    rabbit: environment[serverVariables.rabbit] || undefined,
  };
}

const workspace = resolve(__dirname, '../../..');

/** Where servers of tests keep their data: below the home of the installation, set or not. */
export function testDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  return join(resolve(workspace, environment.VORTEX_HOME || '.vortex'), 'test');
}

/** The environment of a child process: ours with some variables set, or left out where they are undefined. */
export function childEnvironment(changes: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
