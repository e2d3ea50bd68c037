import type { UsageCounter } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import fc from 'fast-check';
import { NodeRepository } from '../src/agents/node.repository';
import { QuotaRepository } from '../src/quota/quota.repository';
import type { ServerId } from '../src/servers/server';
import { BookingTurns } from '../src/usage/booking-turns.service';
import { CounterRepository } from '../src/usage/counter.repository';
import { EarlierUsage } from '../src/usage/earlier-usage.service';
import type { Report } from '../src/usage/report';
import { ReportRepository } from '../src/usage/report.repository';
import { UsageBooking } from '../src/usage/usage-booking.service';
import { startAgents } from './start-agents';

let nodes: Awaited<ReturnType<typeof startAgents>>;
let reports: ReportRepository;
beforeAll(async () => {
  nodes = await startAgents();
  reports = nodes.get(ReportRepository);
});
afterAll(() => nodes.stop());

const sessionId: string = newId();

/** A server, and a user of it. */
async function aUser() {
  const { id } = await nodes.given.server();
  const inbound = await nodes.given.inbound(id);
  const user = await nodes.userOf(inbound.id);
  await nodes.get(NodeRepository).begin(id as ServerId, sessionId, 7n, new Date());
  const counter = (uplinkBytes: bigint, downlinkBytes: bigint, given: Partial<UsageCounter> = {}): UsageCounter => ({
    ...{ userId: user.id, deviceId: user.id, inboundTag: inbound.id, uplinkBytes, downlinkBytes, ...given },
  });
  return { serverId: id as ServerId, user, inbound, counter };
}

const report = (counters: readonly UsageCounter[], given: Partial<Report> = {}): Report => ({
  ...{ epoch: 7n, flowedAt: new Date(), isLatest: true, counters, charges: [], ...given },
});

/** What reports that go into the books together come to, as far as anybody but the books is concerned. */
async function moved(serverId: ServerId, ...told: readonly Report[]) {
  const db = nodes.get(Database);
  return db.run(async () => {
    for (const one of told) await reports.add({ serverId, sessionId }, one);
    const waiting = await reports.oldest(serverId, told.length);
    const growth = await nodes.get(CounterRepository).move(serverId, waiting);
    await reports.remove(waiting.map(({ id }) => id));
    return growth;
  });
}

const usedBy = async (userId: string) => {
  const hourMs = 3_600_000;
  const period = { from: new Date(Date.now() - 24 * hourMs), to: new Date(Date.now() + hourMs) };
  const { totals } = await nodes.rpc.as({ service: 'core' }).getUserTraffic({
    ...{ tenantId: nodes.tenants.operator, userIds: [userId] },
    period: { ...period, resolution: 'TRAFFIC_RESOLUTION_HOUR' },
  });
  return totals?.uplinkBytes;
};

describe('what counters grew by', () => {
  it('is all of one nobody has heard of, and else what it stands higher, each direction for itself', async () => {
    const { serverId, counter } = await aUser();
    const grew = async (...told: UsageCounter[]) => (await moved(serverId, report(told))).flowed.map(bytesOf);
    expect(await grew(counter(3n, 5n))).toEqual([[3n, 5n]]);
    expect(await grew(counter(10n, 5n), counter(9n, 5n))).toEqual([[7n, 0n]]);
    expect(await grew(counter(10n, 5n))).toEqual([]);
    expect(await grew(counter(2n, 8n))).toEqual([[0n, 3n]]);
    expect(await grew(counter(1n, 1n, { deviceId: newId() }), counter(11n, 8n))).toHaveLength(2);
    expect(await grew(counter(2n ** 55n, 9n))).toEqual([[0n, 1n]]);
  });

  it('is the same however reports are repeated, reordered, or put together', async () => {
    const { serverId, counter } = await aUser();
    let epoch = 100n;
    const groups = fc.array(fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(groups, async (together) => {
        epoch += 1n;
        let sum = 0n;
        for (const group of together) {
          const told = group.map((bytes) => report([counter(BigInt(bytes), 0n)], { epoch }));
          for (const { uplinkBytes } of (await moved(serverId, ...told)).flowed) sum += uplinkBytes;
        }
        expect(sum).toBe(BigInt(Math.max(...together.flat())));
      }),
      { numRuns: 15 },
    );
  });

  it('knows counters that run back, within reports or behind them, but for reports that came late', async () => {
    const { serverId, counter } = await aUser();
    const late = { isLatest: false };
    const back = async (...told: Report[]) => (await moved(serverId, ...told)).ranBack;
    expect(await back(report([counter(100n, 0n)]), report([counter(50n, 0n)], late))).toBe(0);
    expect(await back(report([counter(200n, 0n)]), report([counter(150n, 0n)]))).toBe(1);
    expect(await back(report([counter(120n, 0n)]))).toBe(1);
    expect(await back(report([counter(200n, 0n)]))).toBe(0);
  });

  it('is nobody’s where the server does not serve the user, and all of theirs who once were there', async () => {
    const [mine, other] = [await aUser(), await aUser()];
    const foreign = await moved(mine.serverId, report([other.counter(5n, 5n), mine.counter(1n, 1n)]));
    expect([foreign.foreign, foreign.flowed.map(({ userId }) => userId)]).toEqual([1, [mine.user.id]]);
    await nodes.people.learn([{ ...mine.user, status: 'disabled', revision: 2n }]);
    const gone = await moved(mine.serverId, report([mine.counter(4n, 1n)]));
    expect([gone.foreign, gone.flowed.map(bytesOf)]).toEqual([0, [[3n, 0n]]]);
  });
});

describe('a report', () => {
  it('is in the books once, and also where whoever took it is gone before it was there', async () => {
    const { serverId, counter, user } = await aUser();
    for (const bytes of [100n, 120n, 123n]) await reports.add({ serverId, sessionId }, report([counter(bytes, 0n)]));
    await eventually(async () => expect(await usedBy(user.id)).toBe(123n), { timeoutMs: 25_000 });
    await Promise.all([1, 2, 3].map(() => nodes.get(UsageBooking).bookSome(serverId, 10)));
    expect(await usedBy(user.id)).toBe(123n);
  });

  it('waits as it was where the books cannot be written, counters included', async () => {
    const { serverId, counter, user } = await aUser();
    const sweep = jest.spyOn(reports, 'servers').mockResolvedValue([]);
    const consume = jest.spyOn(nodes.get(QuotaRepository), 'consume').mockRejectedValueOnce(new Error('killed'));
    await reports.add({ serverId, sessionId }, report([counter(70n, 0n)]));
    await expect(nodes.get(UsageBooking).bookSome(serverId, 10)).rejects.toThrow('killed');
    for (const spy of [consume, sweep]) spy.mockRestore();
    expect([await usedBy(user.id), (await reports.oldest(serverId, 9)).length]).toEqual([0n, 1]);
    await nodes.get(UsageBooking).bookSome(serverId, 10);
    expect([await usedBy(user.id), (await reports.oldest(serverId, 9)).length]).toEqual([70n, 0]);
  });

  it('goes there with that of one other server at most at the same time', async () => {
    const users = await Promise.all(Array.from({ length: 6 }, aUser));
    const booking = nodes.get(UsageBooking);
    const bookSome = booking.bookSome.bind(booking);
    let [underWay, most] = [0, 0];
    const spy = jest.spyOn(booking, 'bookSome').mockImplementation(async (...args) => {
      most = Math.max(most, (underWay += 1));
      return bookSome(...args).finally(() => (underWay -= 1));
    });
    for (const { serverId, counter } of users) await reports.add({ serverId, sessionId }, report([counter(9n, 0n)]));
    await Promise.all(users.map(({ serverId }) => nodes.get(BookingTurns).soon(serverId)));
    spy.mockRestore();
    expect(most).toBe(2);
    expect(await Promise.all(users.map(({ user }) => usedBy(user.id)))).toEqual(users.map(() => 9n));
  });

  it('that the release before has left comes into the books as well', async () => {
    const { serverId, user, inbound } = await aUser();
    await nodes.get(Database).sql.execute(
      `INSERT INTO usage_pending (server_id, epoch, flowed_at, user_ids, inbound_ids, uplink_bytes, downlink_bytes,
                                  charged_user_ids, charged_bytes)
       VALUES ($1, 7, now(), ARRAY[$2::uuid], ARRAY[$3::uuid], '{40}', '{2}', ARRAY[$2::uuid], '{42}')`,
      [serverId, user.id, inbound.id],
    );
    await nodes.get(EarlierUsage).book();
    expect(await usedBy(user.id)).toBe(40n);
    await nodes.get(EarlierUsage).book();
    expect(await usedBy(user.id)).toBe(40n);
  });
});

function bytesOf({ uplinkBytes, downlinkBytes }: { uplinkBytes: bigint; downlinkBytes: bigint }) {
  return [uplinkBytes, downlinkBytes];
}
