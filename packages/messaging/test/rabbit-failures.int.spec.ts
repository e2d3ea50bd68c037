import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';
import type { Database } from '@vortex/database';
import { eventually, sharedRabbit, silentLog } from '@vortex/testing';
import { Consume, RabbitBus, discoverHandlers } from '../src';
import { deleteQueues } from './delete-queues';
import { type Entry, Deposited, Withdrawn } from './json-event';
import { type LabService, MessagingLab, writeEntry } from './messaging-lab';

jest.setTimeout(120_000);

class Book {
  constructor(private readonly db: Database) {}

  @Consume(Deposited)
  deposit(event: Entry): Promise<unknown> {
    return writeEntry(this.db, event);
  }
}

describe('RabbitMQ: failures', () => {
  let url: string;
  let lab: MessagingLab;
  let producer: LabService;
  let consumer: LabService;
  const others: RabbitBus[] = [];

  beforeEach(async () => {
    url = await sharedRabbit();
    lab = new MessagingLab(new RabbitBus({ url, log: silentLog }));
    const suffix = randomUUID().slice(0, 8);
    producer = await lab.service(`producer-${suffix}`);
    consumer = await lab.service(`consumer-${suffix}`);
  });

  afterEach(async () => {
    await Promise.all(others.splice(0).map((bus) => bus.close()));
    await lab.close();
    await deleteQueues(url, lab.serviceNames);
  });

  const add = (event: Entry, type = Deposited) =>
    producer.db.run(() => producer.outbox.add(type, event, { aggregateId: event.account }));
  const numbers = async () => (await consumer.entries()).map(({ number }) => number);
  const replica = () => {
    const bus = new RabbitBus({ url, log: silentLog });
    others.push(bus);
    return bus;
  };
  const queue = (lane: string) => `vortex.${consumer.name}.${lane}`;
  const withChannel = async <T>(
    work: (channel: Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createChannel']>>) => Promise<T>,
  ) => {
    const connection = await connect(url);
    try {
      return await work(await connection.createChannel());
    } finally {
      await connection.close();
    }
  };

  it('keeps a healthy event through forty consumers that die with it, and in its order', async () => {
    const first = await consumer.consume(new Book(consumer.db));
    await first.stop();
    producer.relay();
    for (let number = 1; number <= 600; number++) await add({ account: 'ann', number });
    await eventually(async () => expect(await producer.outboxSize()).toBe(0));
    for (let i = 0; i < 40; i++) {
      await withChannel(async (channel) => {
        await channel.prefetch(256);
        let held = 0;
        await channel.consume(queue('interactive'), () => void held++);
        await eventually(() => held === 256);
      });
    }
    await consumer.consume(new Book(consumer.db));
    await eventually(async () => expect(await numbers()).toHaveLength(600), { timeoutMs: 60_000 });
    expect(await numbers()).toEqual(Array.from({ length: 600 }, (_, i) => i + 1));
    expect(await consumer.deadLetters.list()).toEqual([]);
  });

  it('collects what the broker itself gives up on', async () => {
    const first = await consumer.consume(new Book(consumer.db));
    await first.stop();
    producer.relay();
    await add({ account: 'ann', number: 1 });
    await eventually(async () => expect(await producer.outboxSize()).toBe(0));
    await withChannel(async (channel) => {
      await channel.consume(queue('interactive'), (message) => message && channel.reject(message, false));
      await eventually(async () => (await channel.checkQueue(queue('dead'))).messageCount === 1);
    });
    await consumer.consume(new Book(consumer.db));
    await eventually(async () =>
      expect(await consumer.deadLetters.list()).toMatchObject([{ reason: 'GivenUpByBus', aggregateId: 'ann' }]),
    );
    await consumer.deadLetters.replay({ all: true });
    await eventually(async () => expect(await numbers()).toEqual([1]));
  });

  it('puts bytes that are no event among the dead letters, once', async () => {
    await consumer.consume(new Book(consumer.db));
    await withChannel(async (channel) => {
      for (let i = 0; i < 2; i++) channel.sendToQueue(queue('interactive'), Buffer.from('not an envelope'));
      await eventually(async () => (await consumer.deadLetters.list()).length === 1);
    });
    producer.relay();
    await add({ account: 'ann', number: 1 });
    await eventually(async () => expect(await numbers()).toEqual([1]));
    expect(await consumer.deadLetters.list()).toMatchObject([{ reason: 'Unreadable' }]);
  });

  it('passes over events of a type it does not know, as a release older than its queue bindings must', async () => {
    class Newer extends Book {
      @Consume(Withdrawn)
      withdraw(): void {}
    }
    const newer = await consumer.consume(new Newer(consumer.db));
    await newer.stop();
    await consumer.consume(new Book(consumer.db));
    producer.relay();
    await add({ account: 'ann', number: 1 }, Withdrawn);
    await add({ account: 'ann', number: 2 });
    await eventually(async () => expect(await numbers()).toEqual([2]));
    await withChannel(async (channel) => {
      await eventually(async () => (await channel.checkQueue(queue('interactive'))).messageCount === 0);
    });
    expect(await consumer.deadLetters.list()).toEqual([]);
  });

  it('hands over to another replica, which goes on in order', async () => {
    const handlers = discoverHandlers([new Book(consumer.db)]);
    const first = await consumer.consumeWith(handlers);
    await consumer.consumeWith(handlers, replica());
    producer.relay();
    const adding = (async () => {
      for (let number = 1; number <= 300; number++) await add({ account: 'ann', number });
    })();
    await eventually(async () => expect((await numbers()).length).toBeGreaterThan(20));
    await first.stop();
    await adding;
    await eventually(async () => expect(await numbers()).toHaveLength(300));
    expect(await numbers()).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  });

  it('declares its queue anew when somebody deletes it', async () => {
    await consumer.consume(new Book(consumer.db));
    await withChannel((channel) => channel.deleteQueue(queue('interactive')));
    await withChannel(async () => {
      await eventually(() => withChannel((channel) => channel.checkQueue(queue('interactive'))).then(() => true));
    });
    producer.relay();
    await add({ account: 'ann', number: 1 });
    await eventually(async () => expect(await numbers()).toEqual([1]));
  });

  it('keeps events for a named consumer that has never run', async () => {
    const named = { [Deposited.$type]: [consumer.name] };
    const bus = new RabbitBus({ url, log: silentLog, consumers: named });
    others.push(bus);
    producer.relay(undefined, bus);
    await add({ account: 'ann', number: 1 });
    await eventually(async () => expect(await producer.outboxSize()).toBe(0));
    await consumer.consume(new Book(consumer.db));
    await eventually(async () => expect(await numbers()).toEqual([1]));
  });

  it('refuses a consumer that the event does not name', async () => {
    const bus = new RabbitBus({ url, log: silentLog, consumers: { [Deposited.$type]: ['another'] } });
    others.push(bus);
    const handlers = discoverHandlers([new Book(consumer.db)]);
    await expect(consumer.consumeWith(handlers, bus)).rejects.toThrow('is not named');
  });

  it('is well as soon as it is connected, before anything is published', async () => {
    const bus = replica();
    await eventually(() => bus.health().state === 'ok');
  });

  it('says so when the broker cannot be reached', async () => {
    const bus = new RabbitBus({ url: 'amqp://127.0.0.1:9', log: silentLog });
    others.push(bus);
    expect(bus.health().state).toBe('failed');
  });
});
