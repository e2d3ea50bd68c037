import { EventEnvelope } from '@vortex/contracts/common';
import type { Log } from '@vortex/database';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { pause, within } from '../../backoff';
import { newEventId } from '../../event-id';
import { laneOf, lanes } from '../../event-type';
import { markType } from '../bus-driver';
import { BusUnavailable } from '../bus.errors';
import { RabbitConnection, callDeadlineMs } from './rabbit-connection';
import {
  type EventConsumers,
  declareExchange,
  declareQueues,
  eventExchange,
  queueOf,
  routingKey,
  typesByConsumer,
} from './topology';

const confirmDeadlineMs = 15_000;
const stepMs = 25;

/** Publishes and waits until a quorum has written the messages to disk. */
export class RabbitPublisher {
  readonly connection: RabbitConnection;
  private channel: ConfirmChannel | undefined;

  constructor(
    url: string,
    private readonly consumers: EventConsumers,
    private readonly log: Log,
  ) {
    this.connection = new RabbitConnection({
      url,
      purpose: 'publisher',
      log,
      setUp: (model, giveUp) => this.setUp(model, giveUp),
      onLost: () => (this.channel = undefined),
    });
  }

  async publish(envelopes: readonly EventEnvelope[]): Promise<void> {
    const channel = await this.openChannel();
    const keyOf = (envelope: EventEnvelope): string => routingKey(laneOf(envelope), envelope.type);
    await this.confirmed(envelopes.map((envelope) => this.send(channel, eventExchange, keyOf(envelope), envelope)));
  }

  /** Past the exchange, straight into a service's queues: a mark is for nobody else. */
  async mark(service: string): Promise<readonly string[]> {
    const channel = await this.openChannel();
    const marks = lanes.map((lane) => ({ queue: queueOf(service, lane), envelope: newMark(service) }));
    await this.confirmed(marks.map(({ queue, envelope }) => this.send(channel, '', queue, envelope)));
    return marks.map(({ envelope }) => envelope.id);
  }

  private async confirmed(confirms: readonly Promise<void>[]): Promise<void> {
    try {
      await within(confirmDeadlineMs, 'confirming messages', Promise.all(confirms));
    } catch (error) {
      this.connection.recycle();
      throw new BusUnavailable('messages were not confirmed', error);
    }
  }

  private async setUp(model: ChannelModel, giveUp: () => void): Promise<void> {
    const channel = await model.createConfirmChannel();
    channel.on('error', (error) => this.log.warn({ err: error }, 'publishing channel failed'));
    channel.on('close', giveUp);
    // An event that nobody consumes is fine, but worth seeing when somebody wonders where it went.
    channel.on('return', ({ fields }) => this.log.debug({ key: fields.routingKey }, 'nobody consumes this event'));
    await declareExchange(channel);
    // A consumer that has never run yet must find what is published before its first start.
    for (const [service, types] of typesByConsumer(this.consumers)) await declareQueues(channel, service, types);
    this.channel = channel;
  }

  private async openChannel(): Promise<ConfirmChannel> {
    for (let waited = 0; waited < callDeadlineMs; waited += stepMs) {
      if (this.channel && this.connection.blocked === undefined) return this.channel;
      await pause(stepMs);
    }
    throw new BusUnavailable(
      this.connection.blocked ? `broker blocks: ${this.connection.blocked}` : 'no connection to the broker',
    );
  }

  private send(channel: ConfirmChannel, exchange: string, key: string, envelope: EventEnvelope): Promise<void> {
    const bytes = EventEnvelope.encode(envelope).finish();
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const properties = {
      persistent: true,
      mandatory: true,
      messageId: envelope.id,
      contentType: 'application/protobuf',
    };
    return new Promise((resolve, reject) => {
      channel.publish(exchange, key, content, properties, (error: Error | null) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }
}

function newMark(service: string): EventEnvelope {
  return EventEnvelope.fromPartial({ id: newEventId(), type: markType, producer: service, occurredAt: new Date() });
}
