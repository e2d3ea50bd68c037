import { join } from 'node:path';
import { defineService } from '@vortex/kit';
import { BackupModule } from './backup.module';
import { backupShape } from './config';
import { PrismaClient } from './generated/prisma/client';

/** Copies the databases of all the services it calls into archives. */
export const backup = defineService({
  name: 'backup',
  module: BackupModule,
  config: backupShape,
  database: {
    createClient: (adapter) => new PrismaClient({ adapter }),
    migrations: join(__dirname, '../prisma/migrations'),
  },
  calls: ['auth', 'core', 'nodes'],
});
