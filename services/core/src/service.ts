import { defineService } from '@vortex/kit';
import { join } from 'node:path';
import { coreShape } from './config';
import { CoreModule } from './core.module';
import { PrismaClient } from './generated/prisma/client';
import { GraphqlGate } from './graphql/gate/graphql-gate.service';
import { graphqlPath } from './graphql/graphql-options.factory';
import { sealedColumns } from './sealed-columns';
import { LinkHttp } from './subscription-links/link-http.service';

/** The GraphQL gateway. */
export const core = defineService({
  name: 'core',
  module: CoreModule,
  config: coreShape,
  database: {
    createClient: (adapter) => new PrismaClient({ adapter }),
    migrations: join(__dirname, '../prisma/migrations'),
    sealedColumns,
  },
  calls: ['auth', 'backup', 'nodes'],
  http(app) {
    app.get(LinkHttp).standBefore(app.getHttpServer());
    const gate = app.get(GraphqlGate);
    app.use(graphqlPath, gate.handleUnread);
    app.use(graphqlPath, gate.handle);
  },
});
