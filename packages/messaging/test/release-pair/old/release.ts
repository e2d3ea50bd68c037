import type { Database } from '@vortex/database';
import { Consume } from '@vortex/messaging';
import type { Release } from '../release';
import { OrderPlaced } from './events';

class Orders {
  constructor(private readonly db: Database) {}

  @Consume(OrderPlaced)
  placed({ orderId, amount, channel }: OrderPlaced): Promise<number> {
    return this.db.sql.execute('INSERT INTO orders (id, amount, channel) VALUES ($1, $2, $3)', [
      orderId,
      amount,
      channel,
    ]);
  }
}

/** Release N-1, as it was built. */
export const release: Release = {
  catalogue: new Set([OrderPlaced.$type]),
  consumers: (db) => new Orders(db),
  placeOrder: (db, outbox, id) =>
    db.run(async () => {
      await db.sql.execute('INSERT INTO orders (id, amount, channel) VALUES ($1, 100, $2)', [id, 'CHANNEL_WEB']);
      await outbox.add(OrderPlaced, { orderId: id, amount: 100n, channel: 'CHANNEL_WEB' }, { aggregateId: id });
      return (await db.sql.query('SELECT id, amount, channel FROM orders ORDER BY id LIMIT 20')).length;
    }),
};
