import { coreDatabase } from '../test/core-database';
import { sealedColumns } from './sealed-columns';

it('the sealed columns are there, and of the tables of users they are all that holds bytes but no hash', async () => {
  const { db, close } = await coreDatabase();
  const rows = await db.sql.query<{ place: string }>(
    `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name NOT LIKE '%hash'
       AND table_name IN ('vpn_user', 'user_traffic', 'subscription_link', 'device', 'user_group', 'host')`,
  );
  await close();
  const listed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  expect(rows.map(({ place }) => place).sort()).toEqual(listed.sort());
});
