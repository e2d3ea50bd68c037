import { eventConsumers } from '@vortex/contracts/catalog';
import { connect } from 'amqplib';
import { queueOf, typesByConsumer } from './topology';

const notFound = 404;

/** Fails where no broker answers: for whoever is about to do what only the purge makes whole. */
export async function reachBroker(url: string): Promise<void> {
  const connection = await connect(url);
  connection.on('error', () => undefined);
  await connection.close();
}

/**
 * Empties the queues of every consuming service, while nobody consumes: after a restore they hold events of a life of the
 * data that is over. Returns the number of messages removed.
 */
export async function purgeQueues(url: string): Promise<number> {
  const connection = await connect(url);
  connection.on('error', () => undefined);
  let removed = 0;
  try {
    for (const service of typesByConsumer(eventConsumers).keys()) {
      for (const name of ['interactive', 'bulk', 'dead'] as const) {
        // The broker closes a channel on which a queue was asked for that does not exist.
        const channel = await connection.createChannel();
        channel.on('error', () => undefined);
        try {
          removed += (await channel.purgeQueue(queueOf(service, name))).messageCount;
          await channel.close();
        } catch (error) {
          if ((error as { code?: unknown }).code !== notFound) throw error;
        }
      }
    }
  } finally {
    await connection.close();
  }
  return removed;
}
