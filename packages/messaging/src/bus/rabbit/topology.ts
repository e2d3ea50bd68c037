import type { Channel } from 'amqplib';
import { type LaneName, lanes } from '../../event-type';

/**
 * Names and arguments are a contract between releases: RabbitMQ refuses to declare a queue again with other arguments.
 * To change one, give the queue a new name and let the old one run dry.
 */
export const eventExchange = 'vortex.events';
const deadExchange = 'vortex.dead';

/**
 * Messages a consumer may hold unacknowledged. It never shrinks: when a consumer dies, RabbitMQ puts what it held, at
 * most this many, into a side queue that is served first and in order; a consumer that takes less at once and dies too
 * would put its part behind the rest. With a constant window the side queue is always taken up whole.
 */
export const prefetch: Readonly<Record<LaneName, number>> = { interactive: 256, bulk: 512 };

/**
 * Deliveries after which the broker gives an event up. Far above what crashing consumers cause, since every crash counts
 * against all events of the window; an event that kills its consumer is found out earlier, in the consumer (`Deadly`).
 */
const deliveryLimit = 200;
/** RabbitMQ 4 would drop a dead letter after 20 deliveries. */
const practicallyNever = 1_000_000;

/** The services that consume an event, by its full name. */
export type EventConsumers = Readonly<Record<string, readonly string[]>>;

/** The other way round: what each service consumes. */
export function typesByConsumer(consumers: EventConsumers): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, string[]>();
  for (const [type, services] of Object.entries(consumers))
    for (const service of services) types.set(service, [...(types.get(service) ?? []), type]);
  return types;
}

export type QueueName = LaneName | 'dead';

export function queueOf(service: string, name: QueueName): string {
  return `vortex.${service}.${name}`;
}

export function routingKey(lane: LaneName, type: string): string {
  return `${lane}.${type}`;
}

export async function declareExchange(channel: Channel): Promise<void> {
  await channel.assertExchange(eventExchange, 'topic', { durable: true });
}

/** Bindings are only ever added: during an upgrade both releases consume from the same queues. */
export async function declareQueues(channel: Channel, service: string, types: readonly string[]): Promise<void> {
  await declareExchange(channel);
  await channel.assertExchange(deadExchange, 'direct', { durable: true });
  const dead = queueOf(service, 'dead');
  await channel.assertQueue(dead, {
    durable: true,
    arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': practicallyNever },
  });
  await channel.bindQueue(dead, deadExchange, service);
  for (const lane of lanes) {
    const queue = queueOf(service, lane);
    await channel.assertQueue(queue, {
      durable: true,
      arguments: {
        'x-queue-type': 'quorum',
        // One replica consumes at a time, the next takes over: this keeps the order of an aggregate over replicas.
        'x-single-active-consumer': true,
        'x-delivery-limit': deliveryLimit,
        // Not "at-least-once": it has stranded queues for good after a broker was killed (rabbitmq-server#16652), and
        // what the broker gives up on passed the consumer's own, transactional dead letters before.
        'x-dead-letter-exchange': deadExchange,
        'x-dead-letter-routing-key': service,
      },
    });
    for (const type of types) await channel.bindQueue(queue, eventExchange, routingKey(lane, type));
  }
}
