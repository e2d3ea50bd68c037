import { Database } from '@vortex/database';
import { freshDatabase, silentLog } from '@vortex/testing';
import { join } from 'node:path';
import { PrismaClient } from '../src/generated/prisma/client';

/** A database with core's tables and nobody in it. */
export async function coreDatabase(): Promise<{ db: Database<PrismaClient>; close(): Promise<void> }> {
  const fresh = await freshDatabase([{ name: 'core', directory: join(__dirname, '../prisma/migrations') }]);
  const db = new Database({ createClient: (adapter) => new PrismaClient({ adapter }), url: fresh.url, log: silentLog });
  return {
    db,
    async close() {
      await db.close();
      await fresh.drop();
    },
  };
}
