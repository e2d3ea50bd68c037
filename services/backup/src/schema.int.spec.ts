import { join } from 'node:path';
import { expectMigratedDatabaseEqualsSchema } from '@vortex/testing';

it('has migrations that make what its schema says', async () => {
  await expectMigratedDatabaseEqualsSchema(join(__dirname, '..'));
});
