import { Database } from '@vortex/database';
import { Keyring, newId } from '@vortex/kit';
import { eventually, freshDatabase, type ServiceHarness, startService } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { core } from '../src';
import { sealContext, sealedColumns } from '../src/sealed-columns';
import { Idempotency } from '../src/idempotency/idempotency.service';
import { inboundViewSchema } from '../src/link-entries/inbound-view';
import { InboundViewRepository } from '../src/link-entries/inbound-view.repository';
import { UserCreation } from '../src/users/user-creation.service';

const [old, current] = [randomBytes(32), randomBytes(32)];
const line = (id: string, key: Buffer): string => `${id}:${key.toString('base64')}`;

it('after a start with a new master key everything opens with that one alone', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'master-key-'));
  const database = await freshDatabase();
  const startWith = async (...keys: readonly string[]): Promise<ServiceHarness<never>> => {
    const file = join(directory, 'master.keys');
    await writeFile(file, keys.join('\n'), { mode: 0o600 });
    const environment = { VORTEX_CORE_DATABASE_URL: database.url, VORTEX_MASTER_KEY_FILE: file };
    return startService<never>(core, { environment });
  };

  const before = await startWith(line('old', old));
  const usernames = Array.from({ length: 700 }, (_, n) => ({ username: `user-${n}` }));
  await before.get(UserCreation).createMany(newId(), usernames);
  const attempt = { accountId: newId<'account'>(), key: newId(), field: 'createUser', requestHash: 'h' };
  await before.get(Idempotency).inTransaction(attempt, () => Promise.resolve('answer'));
  await before.get(InboundViewRepository).store(newId(), 1n, inboundViewSchema.parse({}));
  await before.stop();

  const rotated = await startWith(line('new', current), line('old', old));
  const alone = new Keyring(new Map([['new', current]]));
  try {
    await eventually(async () => {
      for (const place of sealedColumns) {
        const { table, column, key } = place;
        const rows = await rotated
          .get(Database)
          .sql.query<{ id: string; sealed: Uint8Array }>(
            `SELECT ${key} AS id, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL`,
          );
        expect(rows.length).toBeGreaterThan(0);
        for (const { id, sealed } of rows) {
          expect(alone.isStale(sealed)).toBe(false);
          expect(alone.open(sealed, sealContext(place, id)).length).toBeGreaterThan(0);
        }
      }
    });
  } finally {
    await rotated.stop();
    await database.drop();
    await rm(directory, { recursive: true });
  }
});
