import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

export interface AddressRow {
  readonly inboundId: string;
  readonly deviceId: string;
  readonly number: bigint;
}

/** The first number that is a user's: 0 is the network, 1 the server's own end. */
const firstNumber = 2;

/** Which address of an inbound's pools a device has. It keeps it, so that its configuration stays good. */
@Injectable()
export class AddressRepository {
  constructor(private readonly db: Database) {}

  find(inboundIds: readonly string[], deviceIds: readonly string[]): Promise<AddressRow[]> {
    return this.db.sql.query<AddressRow>(
      `SELECT inbound_id AS "inboundId", device_id AS "deviceId", number FROM tunnel_address
       WHERE inbound_id = ANY ($1::uuid[]) AND device_id = ANY ($2::uuid[])`,
      [inboundIds, deviceIds],
    );
  }

  /** Gives each device that has none the next free number, as long as there are any below `mostNumbers`. */
  async assign(inboundId: string, deviceIds: readonly string[], mostNumbers: bigint): Promise<void> {
    await this.db.run(async () => {
      await this.db.sql.query('SELECT id FROM inbound WHERE id = $1 FOR NO KEY UPDATE', [inboundId]);
      await this.db.sql.execute(
        `WITH top AS (
           SELECT coalesce(max(number), ${firstNumber - 1}) AS number FROM tunnel_address WHERE inbound_id = $1
         ), wanted AS (
           SELECT d.id, row_number() OVER (ORDER BY d.n) AS n FROM unnest($2::uuid[]) WITH ORDINALITY AS d (id, n)
           WHERE NOT EXISTS (SELECT FROM tunnel_address a WHERE a.inbound_id = $1 AND a.device_id = d.id)
         )
         INSERT INTO tunnel_address (inbound_id, device_id, number)
         SELECT $1, wanted.id, top.number + wanted.n FROM wanted, top WHERE top.number + wanted.n < $3`,
        [inboundId, deviceIds, mostNumbers],
      );
    });
  }
}
