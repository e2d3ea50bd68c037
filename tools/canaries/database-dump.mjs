import pg from 'pg';

const tables = `
  SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;

/** Every row of every table as text, as a plain dump holds it: bytes in hexadecimal. */
export async function dumpDatabase(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(tables);
    const parts = [];
    for (const { name } of rows) {
      const dump = await client.query(`SELECT t::text AS line FROM ${name} AS t`);
      parts.push(name, ...dump.rows.map(({ line }) => line));
    }
    return Buffer.from(parts.join('\n'));
  });
}

export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
