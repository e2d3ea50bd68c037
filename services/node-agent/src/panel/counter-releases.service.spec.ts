import { Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import {
  ReleasedCounters,
  type StreamUsageRequest,
  TunnelServiceService,
  UnusedCounters,
  UsageReport,
} from '@vortex/contracts/tunnel';
import { eventually } from '@vortex/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Engine } from '../engine/engine.client';
import { UsageCollector } from '../usage/usage-collector.service';
import { CounterReleases } from './counter-releases.service';

const log = pino({ level: 'silent' });
const counter = (userId: string, uplinkBytes: bigint) => ({
  ...{ userId, deviceId: 'phone', inboundTag: 'front', uplinkBytes, downlinkBytes: 0n },
});

/** An engine that says what it is told to, when it is told to. */
class SpeakingEngine {
  released = ReleasedCounters.fromPartial({ releases: 5n });
  unused = UnusedCounters.fromPartial({});
  beforeAnswer = async (): Promise<void> => undefined;
  private listener: ServerWritableStream<StreamUsageRequest, UsageReport> | undefined;
  private readonly server = new Server();

  async listen(socket: string): Promise<void> {
    const { streamUsage, releaseCounters, listUnusedCounters } = TunnelServiceService;
    this.server.addService(
      { streamUsage, releaseCounters, listUnusedCounters },
      {
        streamUsage: (call: ServerWritableStream<StreamUsageRequest, UsageReport>) => (this.listener = call),
        releaseCounters: (_: unknown, answer: (error: null, released: ReleasedCounters) => void) =>
          void this.beforeAnswer().then(() => answer(null, this.released)),
        listUnusedCounters: (_: unknown, answer: (error: null, unused: UnusedCounters) => void) =>
          answer(null, this.unused),
      },
    );
    await new Promise<void>((resolve, reject) =>
      this.server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
        error ? reject(error) : resolve(),
      ),
    );
  }

  async says(releases: bigint, epoch: bigint, ...counters: ReturnType<typeof counter>[]): Promise<void> {
    await eventually(() => this.listener !== undefined);
    this.listener?.write(UsageReport.fromPartial({ epoch, at: new Date(), releases, counters }));
  }

  close(): void {
    this.server.forceShutdown();
  }
}

let folder: string;
let speaking: SpeakingEngine;
let engine: Engine;
let usage: UsageCollector;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'releases-'));
  speaking = new SpeakingEngine();
  await speaking.listen(join(folder, 'engine'));
  engine = new Engine(join(folder, 'engine'));
  usage = new UsageCollector(engine, join(folder, 'journal'), log);
  await usage.start();
});
afterEach(async () => {
  await usage.stop();
  engine.close();
  speaking.close();
  await rm(folder, { recursive: true });
});

const waits = (userId: string) => usage.journal.waits(counter(userId, 0n));
const order = (...counters: ReturnType<typeof counter>[]) => ({
  id: 'one',
  request: { epoch: 1n, counters, userIds: [] },
});

describe('a counter that the engine has released', () => {
  it('is never told of again, by the journal, its file, or a report that was on its way', async () => {
    const releases = new CounterReleases(engine, usage);
    await speaking.says(4n, 1n, counter('gone', 9n), counter('kept', 9n), counter('other', 9n));
    await eventually(() => waits('other'));
    usage.journal.next(); // on its way to the panel
    speaking.released = ReleasedCounters.fromPartial({ releases: 5n, kept: [counter('kept', 9n)] });
    const answer = await releases.release(order(counter('gone', 9n), counter('kept', 9n)));
    expect(answer).toEqual({ id: 'one', released: speaking.released });
    usage.journal.lost();
    expect([waits('gone'), waits('kept'), waits('other')]).toEqual([false, true, true]);
    await speaking.says(4n, 1n, counter('gone', 9n), counter('marker', 1n));
    await eventually(() => waits('marker'));
    expect(waits('gone')).toBe(false);
    const killed = new UsageCollector(engine, join(folder, 'journal'), log); // it never stored anything of its own
    await killed.start();
    expect([killed.journal.waits(counter('gone', 0n)), killed.journal.waits(counter('other', 0n))]).toEqual([
      false,
      true,
    ]);
    await killed.stop();
  });

  it('is told of when it counts anew', async () => {
    const releases = new CounterReleases(engine, usage);
    await releases.release(order(counter('gone', 9n)));
    await speaking.says(5n, 1n, counter('gone', 2n));
    await eventually(() => waits('gone'));
    expect(usage.journal.next()?.report.counters).toEqual([counter('gone', 2n)]);
  });

  it('is not told to be unused while something is to be told of it', async () => {
    const releases = new CounterReleases(engine, usage);
    await speaking.says(4n, 1n, counter('late', 9n));
    await eventually(() => waits('late'));
    speaking.unused = UnusedCounters.fromPartial({ epoch: 1n, counters: [counter('late', 9n), counter('gone', 3n)] });
    const { unused } = await releases.unused({ id: 'one', request: undefined });
    expect(unused).toMatchObject({ counters: [counter('gone', 3n)], more: true });
  });
});

describe('the only epoch', () => {
  it('is that of the engine once nothing of another is left, in the journal or its file', async () => {
    expect(usage.onlyEpoch).toBeUndefined();
    await speaking.says(4n, 1n, counter('early', 9n));
    await eventually(() => usage.onlyEpoch === 1n);
    await speaking.says(4n, 2n, counter('late', 9n));
    await eventually(() => usage.journal.epochs.has(2n));
    expect(usage.onlyEpoch).toBeUndefined();
    for (let parcel = usage.journal.next(); parcel; parcel = usage.journal.next()) usage.journal.taken(parcel.number);
    await usage.forget([], 4n);
    expect(usage.onlyEpoch).toBe(2n);
  });
});
