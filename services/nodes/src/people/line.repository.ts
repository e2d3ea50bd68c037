import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { readGeneration } from '@vortex/messaging';

/** Where the users of all servers stand. */
export interface Line {
  readonly generation: string;
  readonly revision: bigint;
}

/** One line of revisions for the users of all servers. Whoever changes them holds it, so revisions appear in their order. */
@Injectable()
export class LineRepository {
  constructor(private readonly db: Database) {}

  async begin(): Promise<void> {
    await this.db.sql.execute(
      'INSERT INTO user_line (id, generation, revision) VALUES (1, $1, 1) ON CONFLICT DO NOTHING',
      [newId()],
    );
  }

  async lock(): Promise<void> {
    await this.db.sql.query('SELECT id FROM user_line WHERE id = 1 FOR UPDATE');
  }

  /** The next revision, for a transaction that holds the line. */
  async advance(): Promise<bigint> {
    const [row] = await this.db.sql.query<Line>(
      'UPDATE user_line SET revision = revision + 1 WHERE id = 1 RETURNING revision',
    );
    if (!row) throw new Error('the line of users was not begun');
    return row.revision;
  }

  /** A restored backup is of another generation: nodes may have seen other revisions of the same numbers. */
  async read(): Promise<Line> {
    const [row] = await this.db.sql.query<Line>('SELECT generation, revision FROM user_line WHERE id = 1');
    if (!row) throw new Error('the line of users was not begun');
    return { ...row, generation: `${row.generation}.${await readGeneration(this.db)}` };
  }
}
