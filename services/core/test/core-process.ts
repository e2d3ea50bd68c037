// Core in a process of its own, for tests that kill it. Says where it answers and how to sign in, and goes on until it dies.
import { accessToken } from './access-tokens';
import { startCore } from './start-core';

async function main(tenantId: string): Promise<void> {
  const { url } = await startCore({
    VORTEX_CORE_DATABASE_URL: process.env['VORTEX_CORE_DATABASE_URL'] ?? '',
    VORTEX_MASTER_KEY: process.env['VORTEX_MASTER_KEY'] ?? '',
  });
  process.send?.({ url, token: accessToken({ tenantId, lifetimeMs: 600_000 }) });
}

process.once('disconnect', () => process.exit());
main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
