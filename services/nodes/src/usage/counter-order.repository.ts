import { Injectable } from '@nestjs/common';
import type { UsageCounter } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import type { ServerId } from '../servers/server';
import type { CounterOrder } from './counter-order';

export interface StoredOrder extends CounterOrder {
  readonly id: string;
}

interface Row {
  readonly id: string;
  readonly epoch: bigint;
  readonly users: string[];
  readonly devices: string[];
  readonly inbounds: string[];
  readonly uplink: string[];
  readonly downlink: string[];
  readonly gone: string[];
}

/** What engines were told to release of their counters, until it is known what became of it: one order a server. */
@Injectable()
export class CounterOrderRepository {
  constructor(private readonly db: Database) {}

  async find(serverId: ServerId): Promise<StoredOrder | undefined> {
    const [row] = await this.db.sql.query<Row>(
      `SELECT id, epoch, user_ids::text[] AS users, device_ids::text[] AS devices, inbound_ids::text[] AS inbounds,
              uplink_bytes::text[] AS uplink, downlink_bytes::text[] AS downlink, gone_user_ids::text[] AS gone
       FROM usage_release WHERE server_id = $1`,
      [serverId],
    );
    return row && { id: row.id, epoch: row.epoch, counters: countersOf(row), userIds: row.gone };
  }

  /** Undefined where the server has an order already. */
  async add(serverId: ServerId, order: CounterOrder): Promise<StoredOrder | undefined> {
    const id: string = newId();
    const { epoch, counters, userIds } = order;
    const added = await this.db.sql.execute(
      `INSERT INTO usage_release (server_id, id, epoch, user_ids, device_ids, inbound_ids, uplink_bytes, downlink_bytes,
                                  gone_user_ids)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        ...[serverId, id, epoch, counters.map(({ userId }) => userId), counters.map(({ deviceId }) => deviceId)],
        counters.map(({ inboundTag }) => inboundTag),
        counters.map(({ uplinkBytes }) => uplinkBytes),
        counters.map(({ downlinkBytes }) => downlinkBytes),
        userIds,
      ],
    );
    return added > 0 ? { ...order, id } : undefined;
  }

  /** False where somebody else has removed it. */
  async remove(id: string): Promise<boolean> {
    return (await this.db.sql.execute('DELETE FROM usage_release WHERE id = $1', [id])) > 0;
  }
}

function countersOf({ users, devices, inbounds, uplink, downlink }: Row): UsageCounter[] {
  return users.map((userId, n) => ({
    ...{ userId, deviceId: devices[n] ?? '', inboundTag: inbounds[n] ?? '' },
    ...{ uplinkBytes: BigInt(uplink[n] ?? 0), downlinkBytes: BigInt(downlink[n] ?? 0) },
  }));
}
