import type { Database } from '@vortex/database';
import { eventually, silentLog } from '@vortex/testing';
import { Consume, InProcessBus } from '../src';
import { type Entry, Deposited } from './json-event';
import { type LabService, MessagingLab, writeEntry } from './messaging-lab';

jest.setTimeout(60_000);

class Book {
  constructor(protected readonly db: Database) {}

  @Consume(Deposited)
  deposit(event: Entry): Promise<unknown> {
    return writeEntry(this.db, event);
  }
}

/** Does not finish before it is let go. */
class Slow extends Book {
  private release: () => void = () => undefined;
  private readonly released = new Promise<void>((resolve) => (this.release = resolve));

  letGo(): void {
    this.release();
  }

  @Consume(Deposited)
  override async deposit(event: Entry): Promise<unknown> {
    await this.released;
    return super.deposit(event);
  }
}

describe('In process: failures', () => {
  let lab: MessagingLab;
  let producer: LabService;
  let quick: LabService;
  let slow: LabService;

  beforeEach(async () => {
    lab = new MessagingLab(new InProcessBus({ log: silentLog, patienceMs: 100 }));
    producer = await lab.service('producer');
    quick = await lab.service('quick');
    slow = await lab.service('slow');
  });

  afterEach(() => lab.close());

  const numbers = async (service: LabService) => (await service.entries()).map(({ number }) => number);
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const addUpTo = async (count: number, from = 1) => {
    for (let number = from; number <= count; number++) {
      await producer.db.run(() => producer.outbox.add(Deposited, { account: 'ann', number }, { aggregateId: 'ann' }));
    }
  };
  const waiting = async (service: LabService) => {
    const [row] = await service.db.sql.query<{ count: bigint }>('SELECT count(*) AS count FROM messaging.waiting');
    return Number(row?.count);
  };

  it('does not let a consumer that is stuck stop the producer or its neighbour', async () => {
    const stuck = new Slow(slow.db);
    await slow.consume(stuck);
    await quick.consume(new Book(quick.db));
    producer.relay();
    await addUpTo(60);
    await eventually(async () => expect(await numbers(quick)).toEqual(upTo(60)));
    await eventually(async () => expect(await producer.outboxSize()).toBe(0));
    await eventually(() => expect(lab.bus.health()).toMatchObject({ state: 'degraded', detail: 'behind: slow' }));
    expect(await numbers(slow)).toEqual([]);

    stuck.letGo();
    await addUpTo(80, 61);
    await eventually(async () => expect(await numbers(slow)).toEqual(upTo(80)));
    await eventually(async () => expect(await waiting(slow)).toBe(0));
    await eventually(() => expect(lab.bus.health()).toEqual({ state: 'ok' }));
    await addUpTo(90, 81);
    await eventually(async () => expect(await numbers(slow)).toEqual(upTo(90)));
  });

  it('goes on with the waiting room after a new start', async () => {
    const stuck = new Slow(slow.db);
    const before = await slow.consume(stuck);
    producer.relay();
    await addUpTo(5);
    await eventually(async () => expect(await producer.outboxSize()).toBe(0));
    expect(await waiting(slow)).toBe(5);
    const stopping = before.stop();
    stuck.letGo();
    await stopping;
    await slow.consume(new Book(slow.db));
    await addUpTo(8, 6);
    await eventually(async () => expect(await numbers(slow)).toEqual(upTo(8)));
    await eventually(async () => expect(await waiting(slow)).toBe(0));
  });

  it('refuses a second consumer of the same name', async () => {
    await quick.consume(new Book(quick.db));
    await expect(quick.consume(new Book(quick.db))).rejects.toThrow('already subscribed');
  });
});
