import { coreDatabase } from '../test/core-database';
import { sealedColumns } from './sealed-columns';

/** What people upload or fetch as files: names, limits, notes, and no credential. */
const open: readonly string[] = ['csv_upload.content'];

it('every column of bytes is sealed and listed, unless it is a hash', async () => {
  const { db, close } = await coreDatabase();
  const rows = await db.sql.query<{ place: string }>(
    `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name NOT LIKE '%hash'`,
  );
  await close();
  const listed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  expect(
    rows
      .map(({ place }) => place)
      .filter((place) => !open.includes(place))
      .sort(),
  ).toEqual(listed.sort());
});
