import { EventEnvelope } from '@vortex/contracts/common';
import type { WaitingRoom } from '../bus/bus-driver';
import type { MessagingDatabase } from '../database-port';
import { type LaneName, laneNumber } from '../event-type';

const add = `
  INSERT INTO messaging.waiting (lane, event_id, envelope)
  SELECT $1, e.id, e.envelope FROM unnest($2::uuid[], $3::bytea[]) WITH ORDINALITY AS e(id, envelope, n) ORDER BY e.n
  ON CONFLICT (lane, event_id) DO NOTHING`;

/** The waiting room of a service, in its own database. */
export class DatabaseWaitingRoom implements WaitingRoom {
  constructor(private readonly db: MessagingDatabase) {}

  async add(lane: LaneName, envelopes: readonly EventEnvelope[]): Promise<void> {
    const ids = envelopes.map(({ id }) => id);
    const bytes = envelopes.map((envelope) => Buffer.from(EventEnvelope.encode(envelope).finish()));
    await this.db.sql.execute(add, [laneNumber[lane], ids, bytes]);
  }

  async first(lane: LaneName, limit: number): Promise<EventEnvelope[]> {
    const sql = 'SELECT envelope FROM messaging.waiting WHERE lane = $1 ORDER BY position LIMIT $2';
    const rows = await this.db.sql.query<{ envelope: Buffer }>(sql, [laneNumber[lane], limit]);
    return rows.map(({ envelope }) => EventEnvelope.decode(envelope));
  }

  async remove(lane: LaneName, ids: readonly string[]): Promise<void> {
    const sql = 'DELETE FROM messaging.waiting WHERE lane = $1 AND event_id = ANY($2::uuid[])';
    await this.db.sql.execute(sql, [laneNumber[lane], ids]);
  }
}
