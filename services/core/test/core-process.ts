// Core in a process of its own, for tests that kill it. Says where it answers and how to sign in, and goes on until it dies.
import { accessToken } from './access-tokens';
import { startCore } from './start-core';

export interface CoreProcessOptions {
  readonly tenantId: string;
  readonly environment: Record<string, string>;
}

async function main({ tenantId, environment }: CoreProcessOptions): Promise<void> {
  const { url } = await startCore(environment);
  process.send?.({ url, token: accessToken({ tenantId, lifetimeMs: 600_000 }) });
}

process.once('disconnect', () => process.exit());
main(JSON.parse(process.argv[2] ?? '') as CoreProcessOptions).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
