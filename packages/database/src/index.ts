export { Database, type DatabaseOptions, type PrismaClientLike, type TransactionClient } from './database';
export type { DatabaseContents, DumpedMigration, DumpedTable } from './dump/contents';
export { DatabaseLoader, UnknownTable } from './dump/database-loader';
export { DatabaseSnapshot } from './dump/database-snapshot';
export { openDumpConnection } from './dump/dump-connection';
export {
  DatabaseUnavailable,
  IsolationMismatch,
  TransactionAborted,
  TransactionEnded,
  TransactionTimedOut,
} from './database.errors';
export { EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres/embedded-postgres';
export { EmbeddedPostgresError } from './embedded-postgres/embedded-postgres.errors';
export { databaseUrl, ensureDatabase } from './ensure-database';
export { isConflict, isConnectionFailure } from './failure';
export type { Log } from './log';
export { migrate, type MigrateOptions, type MigrationReport } from './migrations/migrate';
export { type MigrationSource, readMigrations } from './migrations/migration-file';
export { MigrationError } from './migrations/migration.errors';
export { compareReleases } from './migrations/release';
export { NotificationListener, type NotificationOptions } from './notification-listener';
export type { Isolation } from './open-transaction';
export { instantOf, type SqlExecutor, type TextExecutor, type TextRow } from './sql-executor';
export { textArrayOf } from './text-array';
export { insideTransaction, outsideTransactions } from './transaction-context';
export type { TransactionOptions } from './transaction-runner';
