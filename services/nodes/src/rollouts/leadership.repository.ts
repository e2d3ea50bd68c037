import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

/** The right to do what only one replica may. */
export interface Leadership {
  readonly name: string;
  /** Grows with each holder. */
  readonly token: bigint;
}

/** Another replica leads now: what this one was about to write is none of its business any more. */
export class Deposed extends Error {
  override readonly name = 'Deposed';
}

/** One holder at a time. Holding is a hint; what makes a deposed holder harmless is that its transactions `expect` the token. */
@Injectable()
export class LeadershipRepository {
  constructor(private readonly db: Database) {}

  /** Undefined while somebody else leads. */
  async take(name: string, holder: string, ttlMs: number): Promise<Leadership | undefined> {
    const [row] = await this.db.sql.query<{ token: bigint }>(
      `INSERT INTO leadership AS held (name, token, holder, until)
       VALUES ($1, 1, $2, clock_timestamp() + $3 * interval '1 ms')
       ON CONFLICT (name) DO UPDATE SET token = held.token + 1, holder = EXCLUDED.holder, until = EXCLUDED.until
       WHERE held.until < clock_timestamp()
       RETURNING token`,
      [name, holder, ttlMs],
    );
    return row && { name, token: row.token };
  }

  /** False when somebody else leads now. */
  async renew({ name, token }: Leadership, ttlMs: number): Promise<boolean> {
    const renewed = await this.db.sql.execute(
      `UPDATE leadership SET until = clock_timestamp() + $3 * interval '1 ms' WHERE name = $1 AND token = $2`,
      [name, token, ttlMs],
    );
    return renewed === 1;
  }

  async release({ name, token }: Leadership): Promise<void> {
    await this.db.sql.execute(`UPDATE leadership SET until = '-infinity' WHERE name = $1 AND token = $2`, [
      name,
      token,
    ]);
  }

  /** Keeps others from taking over until the transaction ends. Throws `Deposed` when one has. */
  async expect({ name, token }: Leadership): Promise<void> {
    const rows = await this.db.sql.query('SELECT FROM leadership WHERE name = $1 AND token = $2 FOR SHARE', [
      name,
      token,
    ]);
    if (rows.length === 0) throw new Deposed(name);
  }
}
