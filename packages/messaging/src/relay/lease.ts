import type { Connection } from './connection';

/** The one lease there is: of the relay that publishes. */
export const leaseName = 'outbox';

export const holderIsGone = `
  lease.expires_at < clock_timestamp()
  OR NOT EXISTS (
    SELECT FROM pg_stat_activity AS a
    WHERE a.pid = lease.backend_pid AND (a.backend_start IS NULL OR a.backend_start = lease.backend_start)
  )`;

const acquire = `
  INSERT INTO messaging.relay_lease AS lease (name, token, holder, backend_pid, backend_start, expires_at)
  SELECT $1, 1, $2, pid, backend_start, clock_timestamp() + $3 * interval '1 ms'
  FROM pg_stat_activity WHERE pid = pg_backend_pid()
  ON CONFLICT (name) DO UPDATE SET
    token = lease.token + 1, holder = excluded.holder, backend_pid = excluded.backend_pid,
    backend_start = excluded.backend_start, expires_at = excluded.expires_at
  WHERE ${holderIsGone}
  RETURNING token::text`;

const renew = `
  UPDATE messaging.relay_lease SET expires_at = clock_timestamp() + $3 * interval '1 ms'
  WHERE name = $1 AND token = $2::bigint`;

const release = `
  UPDATE messaging.relay_lease SET expires_at = '-infinity' WHERE name = $1 AND token = $2::bigint`;

/**
 * The right to publish, held by one relay at a time and named by a token that grows with each holder. It ends with its
 * time, or at once when the server sees the holder's connection gone. Holding it is a hint; what makes a deposed holder
 * harmless is that finishing work takes the token along (see `OutboxReader.finish`).
 */
export class Lease {
  private constructor(
    private readonly connection: Connection,
    private readonly name: string,
    readonly token: string,
    private readonly ttlMs: number,
  ) {}

  static async acquire(
    connection: Connection,
    options: { name: string; holder: string; ttlMs: number },
  ): Promise<Lease | undefined> {
    const { name, holder, ttlMs } = options;
    const [row] = await connection.query<{ token: string }>(acquire, [name, holder, ttlMs]);
    return row && new Lease(connection, name, row.token, ttlMs);
  }

  /** False when somebody else holds it now. */
  async renew(): Promise<boolean> {
    return (await this.connection.execute(renew, [this.name, this.token, this.ttlMs])) === 1;
  }

  async release(): Promise<void> {
    await this.connection.execute(release, [this.name, this.token]);
  }
}
