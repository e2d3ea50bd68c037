import { Database } from '@vortex/database';
import { Keyring, run } from '@vortex/kit';
import { eventually, freshDatabase } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auth, sealContext, sealedColumns } from '../src';
import { SigningKeyRepository } from '../src/signing-keys/signing-key.repository';
import { SigningKeyService } from '../src/signing-keys/signing-key.service';
import { ownerPassword } from './start-auth';

const line = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

it('a start with a new master key seals everything anew, so that the old one can be taken away', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'master-key-'));
  const database = await freshDatabase();
  const [oldKey, newKey] = [line('old'), line('new')];

  const startWith = async (...keys: readonly string[]) => {
    const file = join(directory, 'master.keys');
    await writeFile(file, keys.join('\n'), { mode: 0o600 });
    const platform = await run([auth], {
      exitOnSignal: false,
      environment: {
        VORTEX_LOG_LEVEL: 'silent',
        VORTEX_AUTH_DATABASE_URL: database.url,
        VORTEX_MASTER_KEY_FILE: file,
        VORTEX_OWNER_PASSWORD: ownerPassword,
      },
    });
    const get = <T>(token: abstract new (...args: never[]) => T): T => {
      const app = platform.services.get('auth')?.app;
      if (!app) throw new Error('auth has not started');
      return app.get(token, { strict: false });
    };
    const keyring = get(Keyring);
    await eventually(async () => {
      for (const { privateKey } of await get(SigningKeyRepository).list())
        expect(keyring.isStale(privateKey)).toBe(false);
      const rows = await get(Database).sql.query<{ secret: Uint8Array }>('SELECT secret FROM server_key');
      expect(rows.map(({ secret }) => keyring.isStale(secret))).toEqual([false]);
    });
    const { kid } = await get(SigningKeyService).signer();
    await platform.close();
    return { kid };
  };

  const before = await startWith(oldKey);
  expect(await startWith(newKey, oldKey)).toEqual({ kid: before.kid });
  expect(await startWith(newKey)).toEqual({ kid: before.kid });
  await expect(startWith(oldKey)).rejects.toThrow('master key "new"');
  await database.drop();
  await rm(directory, { recursive: true });
});

it('a sealed value is bound to its table, column and row', () => {
  expect(sealedColumns.map((column) => sealContext(column, 'row'))).toEqual([
    'signing_key.private_key:row',
    'server_key.secret:row',
  ]);
});
