import { freshDatabase, silentLog } from '@vortex/testing';
import pg from 'pg';
import { migrate, MigrationError, type MigrationSource } from '../src';
import { migrationFiles } from './fixture/migration-files';

describe('migrations', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let files: Awaited<ReturnType<typeof migrationFiles>>;

  beforeEach(async () => {
    database = await freshDatabase();
    files = await migrationFiles();
  });
  afterEach(async () => {
    await files.clean();
    await database.drop();
  });

  const up = (release?: string, sources: readonly MigrationSource[] = [files.source]) =>
    migrate({ url: database.url, sources, log: silentLog, release });
  const names = async () => (await up()).applied.map(({ name }) => name);
  const fault = (expected: MigrationError['fault']): unknown => expect.objectContaining({ fault: expected });

  async function sql(text: string): Promise<unknown[]> {
    const connection = new pg.Client({ connectionString: database.url });
    await connection.connect();
    try {
      return (await connection.query<pg.QueryResultRow>(text)).rows;
    } finally {
      await connection.end();
    }
  }

  it('are applied in the order of their numbers, once', async () => {
    await files.write('10_second', 'ALTER TABLE a ADD COLUMN b int');
    await files.write('9_first', 'CREATE TABLE a (id int)');
    expect(await names()).toEqual(['9_first', '10_second']);
    expect(await names()).toEqual([]);
  });

  it('are applied by one of several processes that start together', async () => {
    await files.write('1_table', 'CREATE TABLE a (id int); SELECT pg_sleep(0.2)');
    await files.write('2_row', 'INSERT INTO a VALUES (1)');
    const reports = await Promise.all([up(), up(), up(), up()]);
    expect(reports.flatMap((report) => report.applied)).toHaveLength(2);
    expect(await sql('SELECT id FROM a')).toHaveLength(1);
  });

  it('leave nothing of the one that failed, and go on from there when it is mended', async () => {
    await files.write('1_good', 'CREATE TABLE a (id int)');
    await files.write('2_bad', 'CREATE TABLE b (id int); SELECT 1/0');
    await expect(up()).rejects.toThrow('sample/2_bad failed: division by zero');
    expect(await sql("SELECT 1 FROM pg_tables WHERE tablename = 'b'")).toEqual([]);
    await files.write('2_bad', 'CREATE TABLE b (id int)');
    expect(await names()).toEqual(['2_bad']);
  });

  it('refuse a file that was changed after it had been applied', async () => {
    await files.write('1_table', 'CREATE TABLE a (id int)');
    await up();
    await files.write('1_table', 'CREATE TABLE a (id bigint)');
    await expect(up()).rejects.toEqual(fault('changed'));
  });

  it('do not mind how an editor ends its lines', async () => {
    await files.write('1_table', 'CREATE TABLE a (id int);\n');
    await up();
    await files.write('1_table', 'CREATE TABLE a (id int);\r\n');
    expect(await names()).toEqual([]);
  });

  it('refuse a new one that is numbered before an applied one', async () => {
    await files.write('2_table', 'CREATE TABLE a (id int)');
    await up();
    await files.write('1_late', 'CREATE TABLE b (id int)');
    await expect(up()).rejects.toEqual(fault('out_of_order'));
  });

  it('refuse folders with the same number, or with a name that has none', async () => {
    await files.write('1_a', 'SELECT 1');
    await files.write('01_b', 'SELECT 1');
    await expect(up()).rejects.toEqual(fault('malformed'));
    await files.remove('01_b');
    await files.write('later', 'SELECT 1');
    await expect(up()).rejects.toEqual(fault('malformed'));
  });

  it.each([
    'DROP TABLE a',
    'ALTER TABLE a DROP COLUMN b',
    'ALTER TABLE a RENAME TO c',
    'ALTER TABLE a ALTER COLUMN b SET NOT NULL',
  ])('refuse to take something away without saying so: %s', async (statement) => {
    await files.write('1_table', `CREATE TABLE a (b int)`);
    await files.write('2_away', statement);
    await expect(up()).rejects.toEqual(fault('unmarked_contract'));
  });

  it('refuse a contract that does not name the release it needs', async () => {
    await files.write('1_away', '-- phase: contract\nSELECT 1');
    await expect(up()).rejects.toEqual(fault('malformed'));
  });

  it('let the release before run on a newer database that only expanded', async () => {
    await files.write('1_table', 'CREATE TABLE a (id int)');
    await files.write('2_newer', '-- phase: expand\nALTER TABLE a ADD COLUMN b int');
    await up('1.1.0');
    await files.remove('2_newer');
    expect((await up('1.0.0')).applied).toEqual([]);
  });

  it('keep a release from starting on a database that has contracted beyond it', async () => {
    await files.write('1_table', 'CREATE TABLE a (id int, old int)');
    await files.write('2_away', '-- phase: contract\n-- requires-release: 1.2.0\nALTER TABLE a DROP COLUMN old');
    await up('1.3.0');
    await files.remove('2_away');
    await expect(up('1.1.9')).rejects.toEqual(fault('database_too_new'));
    await expect(up()).rejects.toEqual(fault('database_too_new'));
    expect((await up('1.2.0')).applied).toEqual([]);
  });

  it('refuse to apply a contract that their own release would not survive', async () => {
    await files.write('1_away', '-- phase: contract\n-- requires-release: 2.0.0\nSELECT 1');
    await expect(up('1.9.0')).rejects.toEqual(fault('release_too_old'));
  });

  it('give several sources their own numbers and schemas', async () => {
    const other = await migrationFiles('messaging');
    await files.write('1_table', 'CREATE TABLE a (id int)');
    await other.write('1_table', 'CREATE TABLE a (id int)');
    const report = await up(undefined, [files.source, { ...other.source, name: 'messaging' }]);
    expect(report.applied.map(({ source }) => source)).toEqual(['sample', 'messaging']);
    expect(await sql("SELECT schemaname FROM pg_tables WHERE tablename = 'a' ORDER BY 1")).toEqual([
      { schemaname: 'messaging' },
      { schemaname: 'public' },
    ]);
    await other.clean();
  });

  it('check everything before they apply anything', async () => {
    await files.write('1_table', 'CREATE TABLE a (id int)');
    await files.write('2_away', 'DROP TABLE a');
    await expect(up()).rejects.toThrow();
    expect(await sql("SELECT 1 FROM pg_tables WHERE tablename = 'a'")).toEqual([]);
  });

  it('do not keep a live table waiting behind them', async () => {
    await files.write('1_table', 'CREATE TABLE a (id int)');
    await up();
    const reader = new pg.Client({ connectionString: database.url });
    await reader.connect();
    await reader.query('BEGIN; SELECT * FROM a');

    await files.write('2_column', 'ALTER TABLE a ADD COLUMN b int');
    const migrating = up();
    // Behind an ALTER that waited without end this would never answer; so it answers while the reader still holds on.
    for (let i = 0; i < 3; i++) await sql('SELECT * FROM a');
    await reader.query('COMMIT');
    await reader.end();
    expect((await migrating).applied).toHaveLength(1);
  });

  describe('without a transaction', () => {
    const header = '-- vortex: no-transaction\n';

    it('build an index concurrently, also when several processes start together', async () => {
      await files.write('1_table', 'CREATE TABLE a (id int); INSERT INTO a SELECT generate_series(1, 1000)');
      await files.write('2_index', `${header}CREATE INDEX CONCURRENTLY IF NOT EXISTS a_id ON a (id);\n`);
      const reports = await Promise.all([up(), up(), up()]);
      expect(reports.flatMap((report) => report.applied)).toHaveLength(2);
      expect(await sql("SELECT 1 FROM pg_index WHERE indexrelid = 'a_id'::regclass AND indisvalid")).toHaveLength(1);
    });

    it('begin anew where an index was left broken', async () => {
      await files.write('1_table', 'CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1)');
      await files.write('2_index', `${header}CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS a_id ON a (id);\n`);
      await expect(up()).rejects.toThrow('could not create unique index');
      await sql('DELETE FROM a');
      expect(await names()).toEqual(['2_index']);
      expect(await sql("SELECT 1 FROM pg_index WHERE indexrelid = 'a_id'::regclass AND indisvalid")).toHaveLength(1);
    });
  });
});
