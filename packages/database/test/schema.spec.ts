import { expectMigratedDatabaseEqualsSchema } from '@vortex/testing';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerDirectory } from './fixture/ledger';

describe('the comparison of migrations with a Prisma schema', () => {
  it('is content when they say the same', async () => {
    await expectMigratedDatabaseEqualsSchema(ledgerDirectory);
  });

  it('shows what the migrations lack', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'schema-'));
    await cp(join(ledgerDirectory, 'prisma'), join(copy, 'prisma'), { recursive: true });
    await writeFile(
      join(copy, 'prisma/migrations/0001_ledger/migration.sql'),
      'CREATE TABLE account (id uuid PRIMARY KEY)',
    );
    await expect(expectMigratedDatabaseEqualsSchema(copy)).rejects.toThrow('CREATE TABLE "entry"');
    await rm(copy, { recursive: true });
  });
});
