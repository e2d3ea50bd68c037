import { Database } from '@vortex/database';
import { freshDatabase, type FreshDatabase, silentLog } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { Keyring } from './keyring';
import { Resealing } from './resealing';

const [older, old, current] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const before = new Keyring(new Map([['old', old]]));
const rotated = new Keyring(
  new Map([
    ['new', current],
    ['old', old],
    ['older', older],
  ]),
);
const alone = new Keyring(new Map([['new', current]]));
const place = { table: 'note', column: 'text', key: 'id' };
const contextOf = (id: string): string => `note.text:${id}`;

let fresh: FreshDatabase;
const databases: Database[] = [];

const client = { $connect: async () => undefined, $disconnect: async () => undefined };
const replica = (log: object = silentLog) => {
  const db = new Database({
    createClient: () =>
      ({ ...client, $transaction: (work: (tx: unknown) => Promise<unknown>) => work(client) }) as never,
    url: fresh.url,
    log: silentLog,
  });
  databases.push(db);
  return { db, resealing: new Resealing(db, rotated, [place], log as never) };
};

beforeEach(async () => {
  fresh = await freshDatabase();
  const { db } = replica();
  await db.sql.execute('CREATE TABLE note (id text PRIMARY KEY, text bytea)');
});
afterEach(async () => {
  for (const database of databases.splice(0)) await database.close();
  await fresh.drop();
});

async function given(db: Database, ids: readonly string[], keyring: Keyring): Promise<void> {
  const sealed = ids.map((id) => Buffer.from(keyring.seal(`secret of ${id}`, contextOf(id))));
  await db.sql.execute('INSERT INTO note SELECT * FROM unnest($1::text[], $2::bytea[])', [ids, sealed]);
}
const rows = (db: Database) => db.sql.query<{ id: string; text: Uint8Array | null }>('SELECT id, text FROM note');
async function openAll(db: Database): Promise<void> {
  for (const { id, text } of await rows(db)) {
    if (text) expect(alone.openText(text, contextOf(id))).toBe(`secret of ${id}`);
  }
}
const ids = (count: number, prefix = 'n'): string[] => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

it('seals anew what any older key has sealed, so that everything opens with the new key alone', async () => {
  const { db, resealing } = replica();
  await given(db, ids(1_200), before);
  await given(db, ids(3, 'older'), new Keyring(new Map([['older', older]])));
  await given(db, ['fresh'], rotated);
  await db.sql.execute("INSERT INTO note VALUES ('none', NULL)");
  const untouched = (await rows(db)).find(({ id }) => id === 'fresh')?.text;
  await resealing.run();
  await openAll(db);
  expect((await rows(db)).length).toBe(1_205);
  expect((await rows(db)).find(({ id }) => id === 'fresh')?.text).toEqual(untouched);
});

it('does each value once, by replicas that start together', async () => {
  const [one, two] = [replica(), replica()];
  await given(one.db, ids(3_000), before);
  await one.db.sql.execute('CREATE TABLE done (id text)');
  await one.db.sql.execute(`CREATE FUNCTION note_done() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO done VALUES (NEW.id); RETURN NEW; END $$`);
  await one.db.sql.execute('CREATE TRIGGER done AFTER UPDATE ON note FOR EACH ROW EXECUTE FUNCTION note_done()');
  await Promise.all([one.resealing.run(), two.resealing.run()]);
  await openAll(one.db);
  const [done] = await one.db.sql.query<{ all: bigint; ids: bigint }>(
    'SELECT count(*) AS all, count(DISTINCT id) AS ids FROM done',
  );
  expect(done).toEqual({ all: 3_000n, ids: 3_000n });
});

it('goes on where it was ended', async () => {
  const first = replica();
  await given(first.db, ids(2_000), before);
  first.resealing.start();
  await first.resealing.stop();
  const left = (await rows(first.db)).filter(({ text }) => text && rotated.isStale(text)).length;
  expect(left).toBeGreaterThan(0);
  await replica().resealing.run();
  await openAll(first.db);
});

it('passes over what is broken, says so, and leaves what another key has sealed', async () => {
  const error = jest.fn();
  const { db, resealing } = replica({ ...silentLog, error });
  await given(db, ids(700), before);
  const foreign = Buffer.from(new Keyring(new Map([['lost', randomBytes(32)]])).seal('x', contextOf('lost')));
  await db.sql.execute("INSERT INTO note VALUES ('lost', $1)", [foreign]);
  await db.sql.execute("UPDATE note SET text = set_byte(text, 30, get_byte(text, 30) # 1) WHERE id = 'n5'");
  await resealing.run();
  expect(error).toHaveBeenCalledWith({ table: 'note', column: 'text', rows: ['n5'] }, expect.any(String));
  const stale = (await rows(db)).filter(({ text }) => text && rotated.isStale(text));
  expect(stale.map(({ id }) => id).sort()).toEqual(['lost', 'n5']);
});
