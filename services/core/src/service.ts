import { defineService } from '@vortex/kit';
import { join } from 'node:path';
import { CoreModule } from './core.module';
import { PrismaClient } from './generated/prisma/client';

/** The GraphQL gateway. */
export const core = defineService({
  name: 'core',
  module: CoreModule,
  database: {
    createClient: (adapter) => new PrismaClient({ adapter }),
    migrations: join(__dirname, '../prisma/migrations'),
  },
  calls: ['auth'],
});
