import type { Log } from '@vortex/database';
import type { Channel, ChannelModel } from 'amqplib';
import { pause, within } from '../../backoff';
import { lanes } from '../../event-type';
import type { ActiveSubscription, Sink, Subscription } from '../bus-driver';
import { Acknowledger } from './acknowledger';
import { RabbitConnection } from './rabbit-connection';
import { isSuspect, readEnvelope } from './read-message';
import { type QueueName, declareQueues, prefetch, queueOf } from './topology';

interface ConsumedQueue {
  readonly name: QueueName;
  readonly sink: Sink;
  readonly window: number;
}

/** Less than the deadline for all of the setting up, or nobody would learn which queue it was. */
const queueDeadlineMs = 5_000;
const firstAttemptMs = 5_000;
const stepMs = 25;

/** One service's consumption: a connection with a channel for each of its queues. */
export class RabbitConsumer implements ActiveSubscription {
  readonly connection: RabbitConnection;

  constructor(
    url: string,
    private readonly subscription: Subscription,
    private readonly log: Log,
  ) {
    this.connection = new RabbitConnection({
      url,
      purpose: `consumer ${subscription.service}`,
      log,
      setUp: (model, giveUp) => this.setUp(model, giveUp),
      onLost: () => this.forget(),
    });
  }

  /** Returns as well when the broker is away: the queues of an earlier start keep the events, and we go on trying. */
  async start(): Promise<void> {
    this.connection.open();
    for (let waited = 0; waited < firstAttemptMs && !this.connection.isReady; waited += stepMs) await pause(stepMs);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  private async setUp(model: ChannelModel, giveUp: () => void): Promise<void> {
    const { service, types, lanes: sinks, dead } = this.subscription;
    const channel = await this.channel(model);
    await declareQueues(channel, service, types);
    await channel.close();
    const queues = [
      { name: 'interactive', sink: sinks.interactive, window: prefetch.interactive },
      { name: 'bulk', sink: sinks.bulk, window: prefetch.bulk },
      { name: 'dead', sink: dead, window: 10 },
    ] as const;
    for (const queue of queues) await this.consume(await this.channel(model), queue, giveUp);
  }

  private async consume(channel: Channel, { name, sink, window }: ConsumedQueue, giveUp: () => void): Promise<void> {
    const acknowledger = new Acknowledger(channel);
    channel.on('close', giveUp);
    const queue = queueOf(this.subscription.service, name);
    await channel.prefetch(window);
    const consuming = channel.consume(queue, (message) => {
      // The broker cancelled us, for instance because the queue was deleted.
      if (!message) return giveUp();
      const tag = message.fields.deliveryTag;
      acknowledger.delivered(tag);
      const settle = (): void => acknowledger.settle(tag);
      sink.deliver([{ envelope: readEnvelope(message.content), suspect: isSuspect(message), settle }]);
    });
    // Named, because a quorum queue without a leader answers nobody, and only an operator can delete it.
    await within(queueDeadlineMs, `consuming from ${queue}`, consuming);
  }

  private async channel(model: ChannelModel): Promise<Channel> {
    const channel = await model.createChannel();
    const { service } = this.subscription;
    channel.on('error', (error) => this.log.warn({ err: error, service }, 'consuming channel failed'));
    return channel;
  }

  private forget(): void {
    for (const lane of lanes) this.subscription.lanes[lane].reset();
    this.subscription.dead.reset();
  }
}
