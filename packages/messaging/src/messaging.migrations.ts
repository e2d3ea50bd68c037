import { join } from 'node:path';
import type { MigrationSource } from '@vortex/database';

/** The tables of outbox, inbox, relay and dead letters; every service's database has them in schema `messaging`. */
export const messagingMigrations: MigrationSource = {
  name: 'messaging',
  directory: join(__dirname, '../migrations'),
  schema: 'messaging',
};
