import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { MigrationSource } from '@vortex/database';
import { childEnvironment } from './config';
import { freshDatabase } from './fresh-database';

const differs = 2;
const tool = resolve(__dirname, '../../../tools/prisma/diff.mjs');

/**
 * Fails unless a database made by `<directory>/prisma/migrations` is what `<directory>/prisma/schema.prisma` says. The
 * failure shows the SQL that is missing.
 */
export async function expectMigratedDatabaseEqualsSchema(directory: string): Promise<void> {
  const source: MigrationSource = { name: 'schema', directory: join(directory, 'prisma', 'migrations') };
  const database = await freshDatabase([source]);
  try {
    const difference = await differenceOf(database.url, join(directory, 'prisma', 'schema.prisma'));
    if (difference !== '')
      throw new Error(`the migrations of ${directory} do not make what its schema says; missing:\n${difference}`);
  } finally {
    await database.drop();
  }
}

async function differenceOf(url: string, schemaFile: string): Promise<string> {
  const env = childEnvironment({ DATABASE_URL: url });
  const finished = await promisify(execFile)(process.execPath, [tool, schemaFile, '--script'], { env }).catch(
    (error: unknown) => {
      const { code, stdout } = error as { code?: unknown; stdout?: string };
      if (code === differs) return { stdout: stdout ?? '' };
      throw error;
    },
  );
  return finished.stdout;
}
