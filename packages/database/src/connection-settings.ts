import type pg from 'pg';

const connectTimeoutMs = 5_000;
const idleTimeoutMs = 30_000;

/**
 * What pg needs to connect to `url`. `?pgbouncer=true` (Prisma's word for it) announces a pooler in transaction mode,
 * which refuses start-up parameters, for its sessions are shared; `?schema=` is Prisma's, and pg would send it as one.
 */
export function connectionSettings(url: string, statementTimeoutMs: number, poolSize: number): pg.PoolConfig {
  const parsed = new URL(url);
  const sharedSessions = sharesSessions(url);
  for (const name of ['pgbouncer', 'schema', 'connection_limit', 'pool_timeout']) parsed.searchParams.delete(name);
  return {
    connectionString: parsed.toString(),
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    keepAlive: true,
    ...(sharedSessions ? {} : { statement_timeout: statementTimeoutMs }),
  };
}

/** Whether what one transaction leaves in a session is met by others, or not met again. */
export function sharesSessions(url: string): boolean {
  return new URL(url).searchParams.get('pgbouncer') === 'true';
}
