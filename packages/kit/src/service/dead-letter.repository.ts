import type { Database } from '@vortex/database';

/** Events a service has given up on. */
export async function countDeadLetters(database: Pick<Database, 'sql'>): Promise<number> {
  const [row] = await database.sql.query<{ count: bigint }>('SELECT count(*) AS count FROM messaging.dead_letter');
  return Number(row?.count ?? 0);
}
