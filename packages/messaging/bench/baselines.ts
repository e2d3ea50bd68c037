import { connect } from 'amqplib';
import { eventually } from '@vortex/testing';
import { BenchStage, type Servers } from './bench-stage';

const window = 250;

/** What the broker gives to bare amqplib: confirmed into, and acknowledged out of, a quorum queue, 250 at a time. */
export async function rawRabbit({ rabbit }: Servers, messages: number): Promise<number> {
  const connection = await connect(rabbit.url, { noDelay: true });
  const publisher = await connection.createConfirmChannel();
  const consumer = await connection.createChannel();
  const queue = `raw-${process.pid}-${Date.now()}`;
  await publisher.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await consumer.prefetch(512);
  let received = 0;
  await consumer.consume(queue, (message) => {
    if (!message) return;
    received++;
    if (received % 50 === 0 || received === messages) consumer.ack(message, true);
  });
  const content = Buffer.alloc(180);
  const began = performance.now();
  for (let sent = 0; sent < messages; sent += window) {
    for (let i = 0; i < Math.min(window, messages - sent); i++)
      publisher.sendToQueue(queue, content, { persistent: true });
    await publisher.waitForConfirms();
  }
  await eventually(() => received === messages, { timeoutMs: 60_000, intervalMs: 1 });
  const seconds = (performance.now() - began) / 1_000;
  await publisher.deleteQueue(queue);
  await connection.close();
  return messages / seconds;
}

/** The same rows without messaging: inbox and effect, one statement each, `batch` events to a transaction. */
export async function rawPostgres(servers: Servers, events: number, batch: number): Promise<number> {
  const stage = await BenchStage.open(servers, 'in process');
  const db = stage.consumer;
  const began = performance.now();
  for (let done = 0; done < events; done += batch) {
    await db.run(async () => {
      await db.sql.execute(
        'INSERT INTO messaging.inbox (event_id) SELECT gen_random_uuid() FROM generate_series(1, $1)',
        [batch],
      );
      for (let i = 0; i < batch; i++)
        await db.sql.execute('INSERT INTO entry (account, number) VALUES ($1, $2)', ['ann', i]);
    });
  }
  const seconds = (performance.now() - began) / 1_000;
  await stage.close();
  return events / seconds;
}
