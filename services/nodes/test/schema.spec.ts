import { expectMigratedDatabaseEqualsSchema } from '@vortex/testing';
import { join } from 'node:path';

it('the migrations make what the schema says', async () => {
  await expectMigratedDatabaseEqualsSchema(join(__dirname, '..'));
});
