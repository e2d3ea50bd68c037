import type { Database } from '@vortex/database';
import { Consume } from '@vortex/messaging';
import type { Release } from '../release';
import { OrderPlaced, OrderRefunded } from './events';

class Orders {
  constructor(private readonly db: Database) {}

  @Consume(OrderPlaced)
  placed({ orderId, amount, channel, currency }: OrderPlaced): Promise<number> {
    const sql = 'INSERT INTO orders (id, amount, channel, currency) VALUES ($1, $2, $3, $4)';
    return this.db.sql.execute(sql, [orderId, amount, channel, currency || 'EUR']);
  }

  @Consume(OrderRefunded)
  refunded({ orderId, amount }: OrderRefunded): Promise<number> {
    return this.db.sql.execute('INSERT INTO refunds VALUES ($1, $2)', [orderId, amount]);
  }
}

/** Release N. */
export const release: Release = {
  catalogue: new Set([OrderPlaced.$type, OrderRefunded.$type]),
  consumers: (db) => new Orders(db),
  placeOrder: (db, outbox, id) =>
    db.run(async () => {
      const sql = 'INSERT INTO orders (id, amount, channel, currency) VALUES ($1, 250, $2, $3)';
      await db.sql.execute(sql, [id, 'CHANNEL_TELEGRAM', 'USD']);
      const order = {
        orderId: id,
        amount: 250n,
        channel: 'CHANNEL_TELEGRAM',
        currency: 'USD',
        voucherCodes: ['A', 'B'],
      } as const;
      await outbox.add(OrderPlaced, { ...order, voucherCodes: [...order.voucherCodes] }, { aggregateId: id });
      await outbox.add(OrderRefunded, { orderId: id, amount: 250n }, { aggregateId: id });
      return (await db.sql.query('SELECT id, amount, channel, currency FROM orders ORDER BY id LIMIT 20')).length;
    }),
};
