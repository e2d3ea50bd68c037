import type { SqlExecutor } from '@vortex/database';

/**
 * Which life of its data the platform is in: 1, and a larger number after each restore of a backup. Whoever keeps a copy
 * of our state (a node) compares it, and takes everything anew when it differs.
 */
export async function readGeneration({ sql }: { readonly sql: SqlExecutor }): Promise<bigint> {
  const [row] = await sql.query<{ generation: bigint }>('SELECT generation FROM messaging.platform_state');
  if (!row) throw new Error('messaging.platform_state has no row');
  return row.generation;
}
