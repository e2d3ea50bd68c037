import pg from 'pg';

const deadlineMs = 10_000;

/** One connection of the relay's own: LISTEN needs to stay on it, and it must not compete with use cases for the pool. */
export class Connection {
  private constructor(private readonly client: pg.Client) {}

  /** With `relaxed`, commits do not wait for the disk: for work that a crash may undo because it is done again. */
  static async open(
    url: string,
    onLost: (error: Error) => void,
    { relaxed = false }: { relaxed?: boolean } = {},
  ): Promise<Connection> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'vortex-relay',
      connectionTimeoutMillis: deadlineMs,
      query_timeout: deadlineMs,
      statement_timeout: deadlineMs,
      keepAlive: true,
    });
    client.on('error', onLost);
    client.on('end', () => onLost(new Error('database connection ended')));
    await client.connect();
    if (relaxed) await client.query('SET synchronous_commit = off');
    return new Connection(client);
  }

  async query<Row extends pg.QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
    name?: string,
  ): Promise<Row[]> {
    return (await this.client.query<Row>({ text: sql, values: [...values], name })).rows;
  }

  async execute(sql: string, values: readonly unknown[] = [], name?: string): Promise<number> {
    return (await this.client.query({ text: sql, values: [...values], name })).rowCount ?? 0;
  }

  async listen(channel: string, onNotify: (payload: string) => void): Promise<void> {
    this.client.on('notification', (message) => {
      if (message.channel === channel) onNotify(message.payload ?? '');
    });
    await this.client.query(`LISTEN ${channel}`);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
