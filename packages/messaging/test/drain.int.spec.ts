import { randomUUID } from 'node:crypto';
import type { Database } from '@vortex/database';
import { eventually, sharedRabbit, silentLog } from '@vortex/testing';
import { Consume, InProcessBus, RabbitBus, drained, readGeneration } from '../src';
import { deleteQueues } from './delete-queues';
import { type Entry, Deposited } from './json-event';
import { type LabService, MessagingLab, writeEntry } from './messaging-lab';

jest.setTimeout(120_000);

/** Fails at every event until it is told to go on. */
class Stubborn {
  stuck = true;
  attempts = 0;

  constructor(private readonly db: Database) {}

  @Consume(Deposited)
  async deposit(event: Entry): Promise<void> {
    this.attempts++;
    await new Promise((done) => setTimeout(done, 20));
    if (this.stuck) throw new Error('not yet');
    await writeEntry(this.db, event);
  }
}

describe('draining a service on RabbitMQ', () => {
  let url: string;
  let lab: MessagingLab;
  let producer: LabService;
  let consumer: LabService;

  beforeEach(async () => {
    url = await sharedRabbit();
    const suffix = randomUUID().slice(0, 8);
    const consumers = { [Deposited.$type]: [`consumer-${suffix}`] };
    lab = new MessagingLab(new RabbitBus({ url, log: silentLog, consumers }));
    producer = await lab.service(`producer-${suffix}`);
    consumer = await lab.service(`consumer-${suffix}`);
  });
  afterEach(async () => {
    await lab.close();
    await deleteQueues(url, lab.serviceNames);
  });

  const add = (number: number) =>
    producer.db.run(() =>
      producer.outbox.add(Deposited, { account: `a${number}`, number }, { aggregateId: `a${number}` }),
    );
  const drain = (patienceMs: number) => drained(consumer.name, lab.bus, consumer.db, AbortSignal.timeout(patienceMs));

  it('waits for what the broker holds and what is being retried, and for nothing else', async () => {
    const handler = new Stubborn(consumer.db);
    for (let number = 1; number <= 300; number++) await add(number);
    producer.relay();
    await eventually(async () => expect(await producer.outboxSize()).toBe(0));
    handler.stuck = false;
    await consumer.consume(handler);
    expect(await drain(60_000)).toBe(true);
    expect(await consumer.entries()).toHaveLength(300);
    expect(await drain(60_000)).toBe(true);
  });

  it('gives up in time when a consumer does not get on', async () => {
    const handler = new Stubborn(consumer.db);
    await add(1);
    producer.relay();
    await eventually(async () => expect(await producer.outboxSize()).toBe(0));
    // Nobody consumes: the event waits in the broker.
    expect(await drain(500)).toBe(false);
    handler.stuck = false;
    await consumer.consume(handler);
    expect(await drain(60_000)).toBe(true);
    expect(await consumer.entries()).toHaveLength(1);
  });

  it('needs no waiting for a service that consumes nothing', async () => {
    expect(await drained(producer.name, lab.bus, producer.db, AbortSignal.timeout(5_000))).toBe(true);
  });
});

it('needs no waiting in process, where whatever is under way is still in a database', async () => {
  const lab = new MessagingLab(new InProcessBus({ log: silentLog }));
  const service = await lab.service('alone');
  expect(await drained('alone', service.bus, service.db, AbortSignal.timeout(5_000))).toBe(true);
  expect(await readGeneration(service.db)).toBe(1n);
  await lab.close();
});
