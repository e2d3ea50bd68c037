import { Connection } from './connection';
import { holderIsGone, leaseName } from './lease';

const prefix = 'hold:';

const take = `
  INSERT INTO messaging.relay_lease AS lease (name, token, holder, backend_pid, backend_start, expires_at)
  SELECT $1, 1, $2, pid, backend_start, clock_timestamp() + $3 * interval '1 ms'
  FROM pg_stat_activity WHERE pid = pg_backend_pid()
  ON CONFLICT (name) DO UPDATE SET
    token = lease.token + 1, holder = excluded.holder, backend_pid = excluded.backend_pid,
    backend_start = excluded.backend_start, expires_at = excluded.expires_at
  WHERE lease.holder NOT LIKE '${prefix}%' OR ${holderIsGone}
  RETURNING token::text`;

const release = `
  UPDATE messaging.relay_lease SET expires_at = '-infinity'
  WHERE name = $1 AND token = $2::bigint AND expires_at > clock_timestamp()`;

/**
 * Keeps every replica's relay from publishing for a moment, while use cases go on adding to the outbox. It takes the
 * relay's lease from whoever has it: a relay reads and removes rows only under its own token, so from here on nothing
 * that is committed later is published, and what was on its way stays in the outbox and comes again.
 *
 * It ends by itself with its time, or at once with the connection of its holder.
 */
export class RelayHold {
  private constructor(
    private readonly connection: Connection,
    private readonly token: string,
  ) {}

  /** Undefined when somebody else holds the relay. */
  static async take(url: string, options: { holder: string; ttlMs: number }): Promise<RelayHold | undefined> {
    const connection = await Connection.open(url, () => undefined);
    try {
      const values = [leaseName, `${prefix}${options.holder}`, options.ttlMs];
      const [row] = await connection.query<{ token: string }>(take, values);
      if (row) return new RelayHold(connection, row.token);
    } catch (error) {
      await connection.close();
      throw error;
    }
    await connection.close();
    return undefined;
  }

  /** Lets relays go on. False when the hold had ended before: then what was to be kept still may have moved. */
  async release(): Promise<boolean> {
    try {
      return (await this.connection.execute(release, [leaseName, this.token])) === 1;
    } finally {
      await this.connection.close();
    }
  }
}
