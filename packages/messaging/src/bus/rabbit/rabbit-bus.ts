import { eventConsumers } from '@vortex/contracts/catalog';
import type { EventEnvelope } from '@vortex/contracts/common';
import type { Log } from '@vortex/database';
import type { ActiveSubscription, BusDriver, BusHealth, Subscription } from '../bus-driver';
import { BusClosed, UndeclaredConsumer } from '../bus.errors';
import { RabbitConsumer } from './rabbit-consumer';
import { RabbitPublisher } from './rabbit-publisher';
import { type EventConsumers, typesByConsumer } from './topology';

export interface RabbitBusOptions {
  /** `amqp://` or `amqps://`. */
  readonly url: string;
  readonly log: Log;
  /** Who consumes what; their queues are made before anything is published. Default: the catalogue of the contracts. */
  readonly consumers?: EventConsumers;
}

/** Events over RabbitMQ: quorum queues for each consuming service and lane, publisher confirms, single active consumer. */
export class RabbitBus implements BusDriver {
  private readonly publisher: RabbitPublisher;
  private readonly consumers = new Set<RabbitConsumer>();
  private closed = false;

  private readonly declared: EventConsumers;

  constructor(private readonly options: RabbitBusOptions) {
    this.declared = options.consumers ?? eventConsumers;
    this.publisher = new RabbitPublisher(options.url, this.declared, options.log);
    // At once, so that health tells of the broker before there is anything to publish.
    this.publisher.connection.open();
  }

  async publish(envelopes: readonly EventEnvelope[]): Promise<void> {
    if (this.closed) throw new BusClosed();
    await this.publisher.publish(envelopes);
  }

  /** Throws `UndeclaredConsumer` for an event of the catalogue that does not name the service among its consumers. */
  async subscribe(subscription: Subscription): Promise<ActiveSubscription> {
    if (this.closed) throw new BusClosed();
    const { service } = subscription;
    for (const type of subscription.types)
      if (this.declared[type]?.includes(service) === false) throw new UndeclaredConsumer(service, type);
    const consumer = new RabbitConsumer(this.options.url, subscription, this.options.log);
    this.consumers.add(consumer);
    await consumer.start();
    return consumer;
  }

  async mark(service: string): Promise<readonly string[]> {
    if (this.closed) throw new BusClosed();
    return typesByConsumer(this.declared).has(service) ? this.publisher.mark(service) : [];
  }

  health(): BusHealth {
    const connections = [this.publisher.connection, ...[...this.consumers].map(({ connection }) => connection)];
    if (connections.some(({ isReady }) => !isReady)) return { state: 'failed', detail: 'no connection to the broker' };
    const { blocked } = this.publisher.connection;
    return blocked === undefined
      ? { state: 'ok' }
      : { state: 'degraded', detail: `broker takes no messages: ${blocked}` };
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.publisher.connection.close(), ...[...this.consumers].map((consumer) => consumer.close())]);
  }
}
