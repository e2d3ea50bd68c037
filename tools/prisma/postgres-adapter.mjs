import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

/** Type codes of Prisma's driver adapters. */
const characterKind = 6;
const characterArrayKind = 70;
/** Object ids of PostgreSQL's types "char" and char[]. */
const charOid = 18;
const charArrayOid = 1002;

/**
 * The engine reads columns of the catalogue type "char", which adapter-pg refuses to name. So a result announces them as
 * char[], which it can name, after their parser was chosen; and what it then calls an array is called a character again.
 */
const addFields = pg.Result.prototype.addFields;
pg.Result.prototype.addFields = function (fields) {
  addFields.call(this, fields);
  for (const field of fields) if (field.dataTypeID === charOid) field.dataTypeID = charArrayOid;
};

function withCharacters(queryable) {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const columnTypes = result.columnTypes.map((kind) => (kind === characterArrayKind ? characterKind : kind));
    return { ...result, columnTypes };
  };
  if (queryable.startTransaction) {
    const startTransaction = queryable.startTransaction.bind(queryable);
    queryable.startTransaction = async (isolation) => withCharacters(await startTransaction(isolation));
  }
  return queryable;
}

/** Prisma's adapter for PostgreSQL, fit for the schema engine. */
export class SchemaEngineAdapter extends PrismaPg {
  #url;

  constructor(url) {
    super(poolConfig(url), { schema: schemaOf(url) });
    this.#url = url;
  }

  async connect() {
    return withCharacters(await super.connect());
  }

  /** An empty database beside ours, for the engine to replay migrations in. */
  async connectToShadowDb() {
    const name = `prisma_shadow_${randomUUID().replaceAll('-', '')}`;
    await onServer(this.#url, (server) => server.query(`CREATE DATABASE ${name}`));
    const options = { schema: schemaOf(this.#url) };
    const adapter = withCharacters(await new PrismaPg({ ...poolConfig(this.#url), database: name }, options).connect());
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await onServer(this.#url, (server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    };
    return adapter;
  }
}

export function databaseName(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** Does `work` on a connection to `url`. */
export async function connected(url, work) {
  const connection = new pg.Client(poolConfig(url));
  await connection.connect();
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

/** Does `work` on a connection to the server's own database. */
export function onServer(url, work) {
  const server = new URL(url);
  server.pathname = '/postgres';
  return connected(server.toString(), work);
}

/** Fields instead of one string: a string would win over the `database` of the shadow. */
function poolConfig(url) {
  const { hostname, port, username, password } = new URL(url);
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: databaseName(url),
  };
}

function schemaOf(url) {
  return new URL(url).searchParams.get('schema') ?? 'public';
}
