import { defineService } from '@vortex/kit';
import { join } from 'node:path';
import { AuthModule } from './auth.module';
import { authShape } from './config';
import { PrismaClient } from './generated/prisma/client';
import { sealedColumns } from './sealed-columns';

export const auth = defineService({
  name: 'auth',
  module: AuthModule,
  config: authShape,
  database: {
    createClient: (adapter) => new PrismaClient({ adapter }),
    migrations: join(__dirname, '../prisma/migrations'),
    sealedColumns,
  },
});
