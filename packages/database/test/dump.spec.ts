import { freshDatabase, silentLog } from '@vortex/testing';
import { Readable } from 'node:stream';
import pg from 'pg';
import { DatabaseLoader, DatabaseSnapshot, migrate, UnknownTable } from '../src';
import { migrationFiles } from './fixture/migration-files';

type Fresh = Awaited<ReturnType<typeof freshDatabase>>;

/** What makes a copy hard: keys in a circle, a seed row, a trigger that forbids, generated values, partitions, odd text. */
const schema = `
  CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, friend_id bigint,
    shout text GENERATED ALWAYS AS (upper(name)) STORED, seen timestamptz, raw bytea, share numeric, tags text[]);
  CREATE TABLE pet (id int PRIMARY KEY, owner_id bigint NOT NULL REFERENCES person (id));
  ALTER TABLE person ADD COLUMN pet_id int REFERENCES pet (id);
  ALTER TABLE person ADD FOREIGN KEY (friend_id) REFERENCES person (id);
  CREATE TABLE kept (line text);
  INSERT INTO kept VALUES ('seeded');
  CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not by hand''; END';
  CREATE TRIGGER kept_stays BEFORE INSERT ON kept FOR EACH ROW EXECUTE FUNCTION forbid();
  CREATE TABLE hour (at timestamptz NOT NULL, bytes bigint) PARTITION BY RANGE (at)`;

describe('a database that is copied', () => {
  let files: Awaited<ReturnType<typeof migrationFiles>>;
  let source: Fresh;
  let target: Fresh;

  beforeEach(async () => {
    files = await migrationFiles();
    await files.write('1_all', schema);
    [source, target] = [await freshDatabase([files.source]), await freshDatabase()];
    await sql(
      source.url,
      `INSERT INTO person (name, seen, raw, share, tags)
         VALUES (E'Ann\\t\\\\N\\nBob', now(), '\\x00ff0a', 0.1234567890123456789, ARRAY['a,b', NULL]), ('Zoë', 'infinity', NULL, 'NaN', '{}');
       INSERT INTO pet VALUES (1, 1);
       UPDATE person SET pet_id = 1, friend_id = 2 WHERE id = 1;
       CREATE TABLE hour_one PARTITION OF hour FOR VALUES FROM ('2026-11-21') TO ('2026-11-22');
       INSERT INTO hour VALUES ('2026-11-21 14:00+00', 9007199254740993)`,
    );
  });
  afterEach(async () => {
    await files.clean();
    await Promise.all([source.drop(), target.drop()]);
  });

  async function sql<Row>(url: string, text: string): Promise<Row[]> {
    const connection = new pg.Client({ connectionString: url });
    await connection.connect();
    try {
      return (await connection.query(text)).rows as Row[];
    } finally {
      await connection.end();
    }
  }
  const rowsOf = (url: string) =>
    sql<{ row: string }>(
      url,
      `SELECT t::text AS row FROM person t UNION ALL SELECT t::text FROM pet t UNION ALL SELECT t::text FROM kept t
       UNION ALL SELECT t::text FROM hour t ORDER BY 1`,
    );

  /** From the snapshot into the target, as a restore does. */
  async function copy(meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    const snapshot = await DatabaseSnapshot.open(source.url);
    await meanwhile();
    const only = new Set(snapshot.contents.migrations.map((one) => `${one.source}/${one.name}`));
    await migrate({ url: target.url, sources: [files.source], log: silentLog, only });
    const loader = await DatabaseLoader.open(target.url, snapshot.contents);
    try {
      for (const table of snapshot.contents.tables) {
        const { data, rows } = snapshot.read(table);
        expect(await loader.load(table, Readable.from(data))).toBe(rows());
      }
      await loader.finish(snapshot.contents);
    } finally {
      await loader.close();
      await snapshot.close();
    }
  }

  it('has the same rows, whatever is in them, and the rules it had', async () => {
    await copy();
    expect(await rowsOf(target.url)).toEqual(await rowsOf(source.url));
    expect(await sql(target.url, 'SELECT line FROM kept')).toEqual([{ line: 'seeded' }]);
    await expect(sql(target.url, "INSERT INTO kept VALUES ('more')")).rejects.toThrow('not by hand');
    await expect(sql(target.url, 'INSERT INTO pet VALUES (2, 99)')).rejects.toThrow('foreign key');
    expect(await sql(target.url, "INSERT INTO person (name) VALUES ('Cy') RETURNING id::int")).toEqual([{ id: 3 }]);
  });

  it('is as it was when the copy began, and writers go on meanwhile', async () => {
    const before = await rowsOf(source.url);
    await copy(() => sql(source.url, "INSERT INTO person (name) VALUES ('too late')"));
    expect(await rowsOf(target.url)).toEqual(before);
    expect(await rowsOf(source.url)).toHaveLength(before.length + 1);
  });

  it('gets the migrations that came since, after its rows', async () => {
    await files.write('2_nick', 'ALTER TABLE person ADD COLUMN nick text; UPDATE person SET nick = lower(name)');
    await copy();
    await migrate({ url: target.url, sources: [files.source], log: silentLog });
    expect(await sql(target.url, "SELECT nick FROM person WHERE name = 'Zoë'")).toEqual([{ nick: 'zoë' }]);
  });

  it('is refused when it has a table that no migration makes', async () => {
    await sql(source.url, 'CREATE TABLE by_hand (id int)');
    await expect(copy()).rejects.toThrow(UnknownTable);
  });
});
