import { setTimeout as delay } from 'node:timers/promises';
import {
  DatabaseUnavailable,
  insideTransaction,
  IsolationMismatch,
  TransactionAborted,
  TransactionEnded,
  TransactionTimedOut,
} from '../src';
import { ledgerOn, openLedger } from './fixture/ledger';

describe('a transaction', () => {
  let ledger: Awaited<ReturnType<typeof openLedger>>;

  beforeAll(async () => {
    ledger = await openLedger();
  });
  afterAll(() => ledger.close());
  beforeEach(() => ledger.db.sql.execute('DELETE FROM account'));

  it('holds Prisma and raw SQL together', async () => {
    const { db, add } = ledger;
    await expect(
      db.run(async () => {
        const id = await add('ann', 5n);
        await db.sql.execute('UPDATE account SET balance = balance + $1 WHERE id = $2', [2n, id]);
        expect((await db.client.account.findUniqueOrThrow({ where: { id } })).balance).toBe(7n);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await ledger.names()).toEqual([]);
  });

  it('reads whole numbers as such, alone and in arrays', async () => {
    const most = 2n ** 63n - 1n;
    const [row] = await ledger.db.sql.query(
      `SELECT $1::bigint AS one, ARRAY[$1, -1, NULL]::bigint[] AS many, '{}'::bigint[] AS none`,
      [most],
    );
    expect(row).toEqual({ one: most, many: [most, -1n, null], none: [] });
  });

  it('is not seen by others before it commits', async () => {
    const { db, add, names } = ledger;
    const { promise: looked, resolve: haveLooked } = deferred();
    const { promise: written, resolve: haveWritten } = deferred();
    const work = db.run(async () => {
      await add('ann');
      haveWritten();
      await looked;
    });
    await written;
    expect(await names()).toEqual([]);
    haveLooked();
    await work;
    expect(await names()).toEqual(['ann']);
  });

  it('keeps many transactions at once apart', async () => {
    const { db, add } = ledger;
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        db.run(async () => {
          const id = await add(`n${i}`, BigInt(i));
          const found = await db.client.account.findUnique({ where: { id } });
          const [row] = await db.sql.query<{ balance: bigint }>('SELECT balance FROM account WHERE id = $1', [id]);
          expect(found?.balance).toBe(row?.balance);
          if (i % 2) throw new Error('odd');
        }),
      ),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(20);
    expect(await ledger.names()).toHaveLength(20);
  });

  it('joins the one around it', async () => {
    const { db, add } = ledger;
    await expect(
      db.run(async () => {
        await db.run(() => add('ann'));
        throw new Error('outer');
      }),
    ).rejects.toThrow('outer');
    expect(await ledger.names()).toEqual([]);
  });

  it('does not commit half of joined work whose failure was swallowed', async () => {
    const { db, add } = ledger;
    const work = db.run(async () => {
      await add('outer');
      await db
        .run(async () => {
          await add('inner');
          throw new Error('inner failed');
        })
        .catch(() => undefined);
    });
    await expect(work).rejects.toThrow(TransactionAborted);
    expect(await ledger.names()).toEqual([]);
  });

  it('says so when a swallowed SQL error has turned its COMMIT into a ROLLBACK', async () => {
    const { db, add } = ledger;
    const work = db.run(async () => {
      await add('ann');
      await db.sql.execute('SELECT 1/0').catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/division by zero/);
    expect(await ledger.names()).toEqual([]);
  });

  it('refuses to join with a stricter isolation than it has', async () => {
    const { db } = ledger;
    const work = db.run(() => db.run(async () => undefined, { isolation: 'serializable' }));
    await expect(work).rejects.toThrow(IsolationMismatch);
  });

  it('runs effects after the outermost commit, in order, and never after a rollback', async () => {
    const { db } = ledger;
    const told: string[] = [];
    await db.run(async () => {
      db.afterCommit(() => told.push(`first ${insideTransaction()}`));
      await db.run(async () => db.afterCommit(() => told.push('second')));
      expect(told).toEqual([]);
    });
    await db
      .run(async () => {
        db.afterCommit(() => told.push('never'));
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    db.afterCommit(() => told.push('at once'));
    expect(told).toEqual(['first false', 'second', 'at once']);
  });

  it('keeps a failing effect from failing the caller', async () => {
    const { db, add } = ledger;
    await db.run(async () => {
      db.afterCommit(() => {
        throw new Error('effect');
      });
      await add('ann');
    });
    expect(await ledger.names()).toEqual(['ann']);
  });

  it('is known to whoever asks from inside', async () => {
    expect(insideTransaction()).toBe(false);
    await ledger.db.run(async () => expect(insideTransaction()).toBe(true));
    expect(insideTransaction()).toBe(false);
  });

  it('ends at its deadline and gives back a usable pool', async () => {
    const { db, add } = ledger;
    const work = db.run(
      async () => {
        await add('late');
        await db.sql.query('SELECT pg_sleep(30)');
      },
      { timeoutMs: 300 },
    );
    await expect(work).rejects.toThrow();
    const hung = db.run(() => new Promise(() => undefined), { timeoutMs: 100 });
    await expect(hung).rejects.toThrow(TransactionTimedOut);
    expect(await ledger.names()).toEqual([]);
  });

  it('refuses statements of a promise nobody awaited', async () => {
    const { db } = ledger;
    let stray: Promise<unknown> | undefined;
    await db.run(async () => {
      stray = delay(50).then(() => db.sql.query('SELECT 1'));
    });
    await expect(stray).rejects.toThrow(TransactionEnded);
  });

  it('repeats work that lost against another, until it wins', async () => {
    const { db, add } = ledger;
    const id = await add('shared');
    let runs = 0;
    const increment = () =>
      db.run(
        async () => {
          runs += 1;
          const { balance } = await db.client.account.findUniqueOrThrow({ where: { id } });
          await delay(5);
          await db.client.account.update({ where: { id }, data: { balance: balance + 1n } });
        },
        { isolation: 'serializable' },
      );
    await Promise.all([increment(), increment(), increment()]);
    expect((await db.client.account.findUniqueOrThrow({ where: { id } })).balance).toBe(3n);
    expect(runs).toBeGreaterThan(3);
  });

  it('repeats the victim of a deadlock', async () => {
    const { db, add } = ledger;
    const [a, b] = [await add('a'), await add('b')];
    const touch = (id: string) => db.sql.execute('UPDATE account SET balance = balance + 1 WHERE id = $1', [id]);
    const inOrder = (first: string, second: string) =>
      db.run(async () => {
        await touch(first);
        await delay(30);
        await touch(second);
      });
    await Promise.all([inOrder(a, b), inOrder(b, a)]);
    expect((await db.client.account.findMany()).map((account) => account.balance)).toEqual([2n, 2n]);
  });

  it('gives up on a conflict that never ends', async () => {
    const { db } = ledger;
    let runs = 0;
    const work = db.run(async () => {
      runs += 1;
      await db.sql.execute("DO $$ BEGIN RAISE EXCEPTION 'always' USING ERRCODE = '40001'; END $$");
    });
    await expect(work).rejects.toThrow('always');
    expect(runs).toBe(6);
  });

  it('is unavailable, not broken, when the server cannot be reached', async () => {
    const db = ledgerOn('postgresql://nobody:x@127.0.0.1:1/none');
    await expect(db.run(async () => undefined)).rejects.toThrow(DatabaseUnavailable);
    await expect(db.ping()).rejects.toThrow(DatabaseUnavailable);
    await db.close();
  });
});

it('tells how its pool is used', async () => {
  const ledger = await openLedger();
  await ledger.db.run(async () => {
    await ledger.db.sql.query('SELECT 1');
    const { total, idle, waiting } = ledger.db.connections;
    expect({ used: total - idle, waiting }).toEqual({ used: 1, waiting: 0 });
  });
  await ledger.close();
});

describe('raw SQL', () => {
  it('speaks bigint, Date and text', async () => {
    const ledger = await openLedger();
    const at = new Date('2026-02-03T04:05:06.789Z');
    const [row] = await ledger.db.sql.query(
      'SELECT 9007199254740993::int8 AS big, $1::timestamptz AS at, $1::timestamp AS bare, 1.10::numeric AS price, \'{"a":1}\'::jsonb AS doc',
      [at],
    );
    expect(row).toEqual({ big: 9007199254740993n, at, bare: at, price: '1.10', doc: { a: 1 } });
    expect(
      await ledger.db.sql.execute(
        "INSERT INTO account (id, name) VALUES (gen_random_uuid(), 'x'), (gen_random_uuid(), 'y')",
      ),
    ).toBe(2);
    await ledger.close();
  });
});

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
