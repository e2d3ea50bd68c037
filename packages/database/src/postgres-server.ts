/** The parts of the embedded server, for tests that kill and restart one. */
export { freePort } from './embedded-postgres/free-port';
export { PostgresServer, type PostgresServerOptions } from './embedded-postgres/postgres-server';
export { ended, processFacts } from './embedded-postgres/process-table';
