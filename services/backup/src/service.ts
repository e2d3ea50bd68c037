import { join } from 'node:path';
import { defineService } from '@vortex/kit';
import { PrismaClient } from './generated/prisma/client';
import { BackupModule } from './backup.module';

export const backup = defineService({
  name: 'backup',
  module: BackupModule,
  database: {
    createClient: (adapter) => new PrismaClient({ adapter }),
    migrations: join(__dirname, '../prisma/migrations'),
  },
});
