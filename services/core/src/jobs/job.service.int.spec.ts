import { inProcess } from '@vortex/cache';
import { Database } from '@vortex/database';
import {
  type AccountCaller,
  Audit,
  DomainError,
  newId,
  runInCall,
  scopeOf,
  systemClock,
  type TenantId,
} from '@vortex/kit';
import { messagingMigrations, Outbox } from '@vortex/messaging';
import { eventually, freshDatabase, type FreshDatabase, silentLog } from '@vortex/testing';
import { join } from 'node:path';
import { PrismaClient } from '../generated/prisma/client';
import { pageOf } from '../paging/page';
import type { Job, JobStep } from './job';
import { JobHandlers } from './job-handlers.service';
import { JobLeaseRepository } from './job-lease.repository';
import { JobProgress } from './job-progress.service';
import { JobRunner } from './job-runner.service';
import { type JobFilter, jobsSortedBy } from './job-list';
import { JobRepository } from './job.repository';
import { JobService } from './job.service';
import { JobUpkeep } from './job-upkeep.service';

const directory = join(__dirname, '../../prisma/migrations');
const ephemeral = inProcess(systemClock);

let fresh: FreshDatabase;
let db: Database<PrismaClient>;

beforeAll(async () => {
  fresh = await freshDatabase([{ name: 'core', directory }, messagingMigrations]);
  db = open();
  await db.sql.execute('CREATE TABLE mark (n int NOT NULL, job uuid NOT NULL, by text NOT NULL)');
});
afterAll(async () => {
  await db.close();
  await ephemeral.close();
  await fresh.drop();
});

const open = () =>
  new Database({ createClient: (adapter) => new PrismaClient({ adapter }), url: fresh.url, log: silentLog });

class Refused extends DomainError {
  readonly kind = 'failed_precondition';
}

/** Writes the numbers from 1 to `input.count`, ten a chunk; every seventh fails. Misbehaves as it is told. */
class Counting {
  readonly kinds = ['CREATE_USERS'] as const;
  before: (job: Job) => Promise<void> = () => Promise.resolve();
  constructor(
    private readonly database: Database<PrismaClient>,
    private readonly name: string,
  ) {}

  async step(job: Job): Promise<JobStep> {
    const { count } = job.input as { count: number };
    const from = (job.cursor as number | null) ?? 0;
    const numbers = Array.from({ length: Math.min(10, count - from) }, (_, n) => from + n + 1);
    await this.database.sql.execute('INSERT INTO mark SELECT n, $2, $3 FROM unnest($1::int[]) AS n', [
      numbers,
      job.id,
      this.name,
    ]);
    await this.before(job);
    const bad = numbers.filter((n) => n % 7 === 0);
    const to = from + numbers.length;
    return {
      cursor: to,
      finished: to >= count,
      done: numbers.length - bad.length,
      failures: bad.map((n) => ({ item: String(n), code: 'seven', message: 'It is a multiple of seven.' })),
      total: count,
    };
  }
}

/** One replica's parts. */
function replica(name: string, database = db) {
  const handlers = new JobHandlers();
  const counting = new Counting(database, name);
  handlers.add(counting);
  const leases = new JobLeaseRepository(database);
  const jobs = new JobRepository(database);
  const progress = new JobProgress(ephemeral.fanOut, silentLog as never);
  const runner = new JobRunner(database, leases, handlers, progress, systemClock, silentLog as never);
  const service = new JobService(
    database,
    jobs,
    runner,
    progress,
    new Audit(new Outbox(database, 'core'), 'core', systemClock),
    systemClock,
  );
  return { counting, leases, runner, service, jobs };
}

const caller = (tenantId: TenantId = newId(), own = false) =>
  ({
    kind: 'account',
    accountId: newId(),
    tenantId,
    ownRowsOnly: own,
    role: 'owner',
    permissions: ['*'],
  }) as unknown as AccountCaller;

const as = <T>(who: AccountCaller, work: () => Promise<T>): Promise<T> =>
  runInCall({ caller: who, requestId: 'r1' }, work);

const marks = async (id: string) =>
  (await db.sql.query<{ n: number }>('SELECT n FROM mark WHERE job = $1 ORDER BY n', [id])).map(({ n }) => n);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

const count = (to: number) => ({ kind: 'CREATE_USERS' as const, input: { count: to } });

describe('a job', () => {
  it('is done chunk by chunk, and says how far it is and what failed', async () => {
    const { service } = replica('a');
    const ann = caller();
    const { id, state } = await as(ann, () => service.enqueue(scopeOf(ann), count(25)));
    expect(state).toBe('queued');
    const seen: Job[] = [];
    for await (const job of service.follow(scopeOf(ann), id)) seen.push(job);
    expect(seen.at(-1)).toMatchObject({ state: 'done', total: 25, done: 22, failed: 3, finishedAt: expect.any(Date) });
    expect(await marks(id)).toEqual(upTo(25));
    const job = await service.get(scopeOf(ann), id);
    expect((await service.failures(job, 10)).map(({ item }) => item)).toEqual(['7', '14', '21']);
    expect((await service.failures(job, 1, 1)).map(({ item }) => item)).toEqual(['14']);
  });

  it('is seen by its tenant only, and by an account that sees its own rows only if it asked for it', async () => {
    const { service } = replica('a');
    const ann = caller();
    const { id } = await as(ann, () => service.enqueue(scopeOf(ann), count(1)));
    const unknown = { code: 'job_unknown' };
    await expect(service.get(scopeOf(caller()), id)).rejects.toMatchObject(unknown);
    await expect(service.cancel(scopeOf(caller()), id)).rejects.toMatchObject(unknown);
    await expect(service.follow(scopeOf(caller()), id).next()).rejects.toMatchObject(unknown);
    await expect(service.get(scopeOf(caller(ann.tenantId, true)), id)).rejects.toMatchObject(unknown);
    const first = pageOf({ first: 1 }, jobsSortedBy([]));
    expect((await service.list(scopeOf(caller()), {}, first)).nodes).toEqual([]);
    const own = await service.list(scopeOf(ann), {}, first);
    expect([own.nodes.map((job) => job.id), await own.count()]).toEqual([[id], 1]);
  });

  it('is listed by what it is, how it stands and who asked, in the order that is asked for', async () => {
    const { service } = replica('a');
    const ann = caller();
    const bob = { ...ann, accountId: newId() } as AccountCaller;
    const ids: string[] = [];
    for (const who of [ann, bob, ann]) {
      const { id } = await as(who, () => service.enqueue(scopeOf(who), count(1)));
      for await (const job of service.follow(scopeOf(who), id)) expect(job.id).toBe(id);
      ids.push(id);
    }
    const list = async (filter: JobFilter, ...sort: Parameters<typeof jobsSortedBy>[0]) => {
      const found: string[] = [];
      for (let after: string | null | undefined; after !== null;) {
        const { nodes, pageInfo } = await service.list(
          scopeOf(ann),
          filter,
          pageOf({ first: 2, after }, jobsSortedBy(sort)),
        );
        found.push(...nodes.map(({ id }) => id));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      }
      return found.map((id) => ids.indexOf(id));
    };
    expect(await list({})).toEqual([2, 1, 0]);
    expect(await list({}, { field: 'KIND', direction: 'ASC' }, { field: 'FINISHED_AT', direction: 'ASC' })).toEqual([
      0, 1, 2,
    ]);
    expect(await list({ createdByIds: [bob.accountId] })).toEqual([1]);
    expect(await list({ states: ['done'], kinds: ['CREATE_USERS'] }, { field: 'STATE', direction: 'DESC' })).toEqual([
      2, 1, 0,
    ]);
    expect(await list({ states: ['queued', 'running'] })).toEqual([]);
    expect(await list({ kinds: [] })).toEqual([]);
  });

  it('is not begun when the transaction that wanted it does not commit', async () => {
    const { service } = replica('a');
    const ann = caller();
    const failing = db.run(async () => {
      await as(ann, () => service.enqueue(scopeOf(ann), count(1)));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await service.list(scopeOf(ann), {}, pageOf(null, jobsSortedBy([])))).nodes).toEqual([]);
  });

  it('stops when it is cancelled, and keeps what it has done', async () => {
    const { service, counting } = replica('a');
    const ann = caller();
    let reach = (_id: string): void => undefined;
    // Asked for out here: in the chunk it would join the transaction of the chunk.
    const cancelled = new Promise<string>((resolve) => (reach = resolve)).then((reached) =>
      replica('b').service.cancel(scopeOf(ann), reached),
    );
    counting.before = ({ id, cursor }) => {
      if (cursor === 20) reach(id);
      return Promise.resolve();
    };
    const { id } = await as(ann, () => service.enqueue(scopeOf(ann), count(1000)));
    await eventually(async () => expect((await service.get(scopeOf(ann), id)).state).toBe('cancelled'));
    await cancelled;
    const { done, failed } = await service.get(scopeOf(ann), id);
    expect(await marks(id)).toEqual(upTo(done + failed));
    await expect(service.cancel(scopeOf(ann), id)).resolves.toMatchObject({ state: 'cancelled' });
  });

  it('that is over cannot be cancelled', async () => {
    const { service } = replica('a');
    const ann = caller();
    const { id } = await as(ann, () => service.enqueue(scopeOf(ann), count(1)));
    await eventually(async () => expect((await service.get(scopeOf(ann), id)).state).toBe('done'));
    await expect(service.cancel(scopeOf(ann), id)).rejects.toMatchObject({ code: 'job_finished' });
  });

  it('ends with the reason when it is refused as a whole', async () => {
    const { service, counting } = replica('a');
    counting.before = () => Promise.reject(new Refused('not_now'));
    const ann = caller();
    const { id } = await as(ann, () => service.enqueue(scopeOf(ann), count(5)));
    await eventually(async () =>
      expect(await service.get(scopeOf(ann), id)).toMatchObject({ state: 'failed', failure: 'not_now' }),
    );
    expect(await marks(id)).toEqual([]);
  });

  it('goes on behind the last whole chunk after one broke in the middle', async () => {
    const { service, counting, runner } = replica('a');
    let broken = false;
    counting.before = ({ cursor }) => {
      if (cursor !== 20 || broken) return Promise.resolve();
      broken = true;
      return Promise.reject(new Error('broke'));
    };
    const ann = caller();
    const { id } = await as(ann, () => service.enqueue(scopeOf(ann), count(50)));
    await eventually(async () => {
      runner.wake();
      expect((await service.get(scopeOf(ann), id)).state).toBe('done');
    });
    expect(broken).toBe(true);
    expect(await marks(id)).toEqual(upTo(50));
  });

  it('ends when a chunk fails again and again', async () => {
    const { service, counting, runner, leases } = replica('a');
    counting.before = () => Promise.reject(new Error('broke'));
    jest
      .spyOn(leases, 'putBack')
      .mockImplementation((lease) => JobLeaseRepository.prototype.putBack.call(leases, lease, -1));
    const ann = caller();
    const { id } = await as(ann, () => service.enqueue(scopeOf(ann), count(5)));
    await eventually(async () => {
      runner.wake();
      expect(await service.get(scopeOf(ann), id)).toMatchObject({ state: 'failed', failure: 'internal' });
    });
  });
});

describe('a replica that is killed', () => {
  it('in the middle of a chunk leaves the job to another one, which skips and doubles nothing', async () => {
    const victimDatabase = open();
    const victim = replica('victim', victimDatabase);
    const asking = replica('asking');
    await asking.runner.onApplicationShutdown();
    const ann = caller();
    const { id } = await as(ann, () => asking.service.enqueue(scopeOf(ann), count(60)));
    let goOn = (): void => undefined;
    const stuck = new Promise<void>((dead) => {
      victim.counting.before = ({ cursor }) => {
        if (cursor !== 30) return Promise.resolve();
        dead(); // holds its transaction and says nothing more
        return new Promise((resolve) => (goOn = resolve));
      };
    });
    victim.runner.wake();
    await stuck;
    await db.sql.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE state = 'idle in transaction' AND datname = current_database()`,
    );
    await db.sql.execute(`UPDATE job SET lease_until = clock_timestamp() - interval '1 s' WHERE id = $1`, [id]);
    const survivor = replica('survivor');
    await eventually(async () => {
      survivor.runner.wake();
      expect((await survivor.service.get(scopeOf(ann), id)).state).toBe('done');
    });
    goOn();
    await victim.runner.onApplicationShutdown();
    expect(await marks(id)).toEqual(upTo(60));
    await victimDatabase.close();
  });

  it('and comes back cannot write: its lease has another token', async () => {
    const { leases, service } = replica('a');
    const ann = caller();
    const { id } = await as(ann, () => service.enqueue(scopeOf(ann), count(10)));
    await eventually(async () => expect((await service.get(scopeOf(ann), id)).state).toBe('done'));
    await db.sql.execute(
      `UPDATE job SET state = 'queued', finished_at = NULL, cursor = NULL, lease_until = NULL WHERE id = $1`,
      [id],
    );
    const old = await leases.take(-1, new Date());
    const next = await leases.take(60_000, new Date());
    if (!old || !next) throw new Error('there is nothing to take up');
    expect([old.id, next.id, next.token > old.token]).toEqual([id, id, true]);
    await db.run(async () => {
      expect(await leases.lockHeld(old)).toBeUndefined();
      expect(await leases.lockHeld(next)).toMatchObject({ id });
    });
    expect(await leases.fail(old, 'late', new Date())).toBeUndefined();
    await leases.fail(next, 'over', new Date());
  });
});

it('two replicas share many jobs, and each number is written once', async () => {
  const one = replica('one');
  const other = replica('other', db);
  const ann = caller();
  const ids = await Promise.all(
    upTo(12).map((n) =>
      as(caller(n % 2 ? ann.tenantId : newId()), () =>
        (n % 2 ? one : other).service.enqueue({ tenantId: ann.tenantId }, count(40)),
      ),
    ),
  );
  for (const { id } of ids) {
    await eventually(async () => {
      one.runner.wake();
      other.runner.wake();
      expect((await one.service.get(scopeOf(ann), id)).state).toBe('done');
    });
    expect(await marks(id)).toEqual(upTo(40));
  }
});

it('refuses more unfinished jobs of a tenant than it can work off', async () => {
  const { service, runner } = replica('a');
  await runner.onApplicationShutdown();
  const ann = caller();
  await as(ann, () => Promise.all(upTo(100).map(() => service.enqueue(scopeOf(ann), count(1)))));
  await expect(as(ann, () => service.enqueue(scopeOf(ann), count(1)))).rejects.toMatchObject({ code: 'too_many_jobs' });
  await db.sql.execute('DELETE FROM job WHERE tenant_id = $1', [ann.tenantId]);
});

it('old jobs are forgotten with what they could be undone by', async () => {
  const { service, jobs } = replica('a');
  const ann = caller();
  const { id } = await as(ann, () => service.enqueue(scopeOf(ann), { ...count(1), undoForMs: 1 }));
  await eventually(async () => expect((await service.get(scopeOf(ann), id)).state).toBe('done'));
  await db.sql.execute(`INSERT INTO job_undo VALUES ($1, 1, '[]')`, [id]);
  const inMs = (ms: number) => ({ now: () => new Date(Date.now() + ms), monotonic: () => 0 });
  await new JobUpkeep(jobs, inMs(60_000), silentLog as never).prune();
  expect(await jobs.undoRecord(id, 2 ** 31 - 1)).toBeUndefined();
  expect(await service.get(scopeOf(ann), id)).toMatchObject({ id });
  await new JobUpkeep(jobs, inMs(31 * 24 * 3600_000), silentLog as never).prune();
  await expect(service.get(scopeOf(ann), id)).rejects.toMatchObject({ code: 'job_unknown' });
});
