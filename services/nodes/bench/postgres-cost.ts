import type { Database } from '@vortex/database';
import { readFileSync } from 'node:fs';

/** What PostgreSQL has spent on a database: of processors, as long as its sessions last, and of its log. */
interface Cost {
  /** Zero where it does not run on this machine. */
  readonly processorMs: number;
  readonly logBytes: number;
}

export async function postgresCost(db: Database): Promise<Cost> {
  const sessions = await db.sql.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
  );
  const [log] = await db.sql.query<{ bytes: string }>(`SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS bytes`);
  const processorMs = sessions.reduce((sum, { pid }) => sum + processorMsOf(pid), 0);
  return { processorMs, logBytes: Number(log?.bytes ?? 0) };
}

/** Linux counts in hundredths of a second, behind a name that may hold anything. */
function processorMsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
    return (Number(user) + Number(system)) * 10;
  } catch {
    return 0;
  }
}
