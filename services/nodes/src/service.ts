import { join } from 'node:path';
import { defineService } from '@vortex/kit';
import { nodesShape } from './config';
import { PrismaClient } from './generated/prisma/client';
import { NodesModule } from './nodes.module';
import { sealedColumns } from './sealed-columns';

export const nodes = defineService({
  name: 'nodes',
  module: NodesModule,
  config: nodesShape,
  database: {
    createClient: (adapter) => new PrismaClient({ adapter }),
    migrations: join(__dirname, '../prisma/migrations'),
    sealedColumns,
  },
  calls: ['core'],
});
