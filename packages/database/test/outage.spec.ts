import { eventually, type LaunchedServer, startPostgres } from '@vortex/testing';
import { DatabaseUnavailable } from '../src';
import { openLedger } from './fixture/ledger';

describe('a database that goes away', () => {
  let server: LaunchedServer;
  let ledger: Awaited<ReturnType<typeof openLedger>>;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    server = await startPostgres();
    ledger = await openLedger({ adminUrl: server.url });
  });
  afterEach(() => expect(unhandled).toEqual([]));
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await ledger.close();
    await server.stop();
  });

  it('fails a transaction between two statements clearly, and serves again when it is back', async () => {
    const { db, add } = ledger;
    const work = db.run(async () => {
      await add('lost');
      server.kill();
      for (;;) await db.sql.query('SELECT 1');
    });
    await expect(work).rejects.toThrow(DatabaseUnavailable);
    await expect(db.run(() => add('refused'))).rejects.toThrow(DatabaseUnavailable);
    await expect(db.ping()).rejects.toThrow(/^database unavailable while it was to run a query: connect ECONNREFUSED/);

    await server.restart();
    await db.run(() => add('back'));
    expect(await ledger.names()).toEqual(['back']);
  });

  it('fails a statement on its way', async () => {
    const { db } = ledger;
    const sleeping = db.run(() => db.sql.query('SELECT pg_sleep(30)'));
    const direct = db.sql.query('SELECT pg_sleep(30)');
    const failures = Promise.allSettled([sleeping, direct]);
    await eventually(async () => {
      const [row] = await db.sql.query<{ count: bigint }>(
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND wait_event = 'PgSleep'",
      );
      return row?.count === 2n;
    });
    server.kill();
    for (const failure of await failures) {
      expect(failure).toEqual({ status: 'rejected', reason: expect.any(DatabaseUnavailable) });
    }
    await server.restart();
  });

  it('is not noticed by who asks only after it is back', async () => {
    await Promise.all([ledger.db.ping(), ledger.db.ping(), ledger.db.ping()]);
    await server.restart();
    await Promise.all(Array.from({ length: 10 }, () => ledger.db.run(() => ledger.names())));
  });

  it('says when nobody can know whether a transaction was committed', async () => {
    const { db, add } = ledger;
    const holder = await openLedger({ adminUrl: server.url });
    // A deferred constraint that is checked by COMMIT, slowly, so that the server dies within it.
    await db.sql.execute(
      `CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(30); RETURN NULL; END'`,
    );
    await db.sql.execute(
      'CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()',
    );
    const work = db.run(() => add('unknown'));
    const outcome = expect(work).rejects.toEqual(expect.objectContaining({ outcomeUnknown: true }));
    await eventually(async () => {
      const rows = await holder.db.sql.query(
        "SELECT 1 FROM pg_stat_activity WHERE query = 'COMMIT' AND wait_event = 'PgSleep'",
      );
      return rows.length === 1;
    });
    server.kill();
    await outcome;
    await server.restart();
    await holder.close();
  });
});
