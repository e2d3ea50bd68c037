import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

/** How well a server serves, as core was last told. The state is in GraphQL's words. */
export interface ProjectedServerHealth {
  readonly serverId: string;
  readonly state: string;
  readonly score: number;
  readonly loadMilli: number;
  readonly revision: bigint;
}

@Injectable()
export class ProjectedHealth {
  constructor(private readonly db: Database) {}

  /** Stores it as of its revision, unless something newer is known. */
  async store({ serverId, state, score, loadMilli, revision }: ProjectedServerHealth): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO projected_server_health AS known (server_id, state, score, load_milli, revision)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (server_id) DO UPDATE SET state = EXCLUDED.state, score = EXCLUDED.score,
         load_milli = EXCLUDED.load_milli, revision = EXCLUDED.revision
       WHERE known.revision < EXCLUDED.revision`,
      [serverId, state, score, loadMilli, revision],
    );
  }
}
