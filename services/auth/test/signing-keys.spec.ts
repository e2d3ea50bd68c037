import { Database } from '@vortex/database';
import { FakeClock } from '@vortex/testing';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { sealedColumns } from '../src';
import { rotation } from '../src/signing-keys/signing-key';
import { SigningKeyRepository } from '../src/signing-keys/signing-key.repository';
import { SigningKeyService } from '../src/signing-keys/signing-key.service';
import { ownerPassword, startAuth } from './start-auth';

describe('the signing keys', () => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  let clock: FakeClock;
  beforeEach(async () => {
    clock = new FakeClock(new Date());
    auth = await startAuth({ clock });
  });
  afterEach(() => auth.stop());

  const published = async () => {
    const { keys } = JSON.parse(await auth.get(SigningKeyService).keySet()) as { keys: Record<string, unknown>[] };
    return keys;
  };
  const signsWith = async () => decodeProtectedHeader((await auth.signIn('admin', ownerPassword)).accessToken).kid;

  it('are published without their private part', async () => {
    const keys = await published();
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('are followed: the next is published before it signs, the last stays until its tokens have ended', async () => {
    const first = await signsWith();
    clock.advance(rotation.periodMs - rotation.aheadMs);
    await auth.get(SigningKeyService).upkeep();
    const [, second] = (await published()).map((key) => key['kid']);
    expect(second).toBeDefined();
    expect(await signsWith()).toBe(first);

    clock.advance(rotation.aheadMs);
    expect(await signsWith()).toBe(second);
    expect(await published()).toHaveLength(2);

    clock.advance(60 * 60_000);
    await auth.get(SigningKeyService).upkeep();
    expect((await published()).map((key) => key['kid'])).toEqual([second]);
    expect(await auth.get(SigningKeyRepository).list()).toHaveLength(1);
  });

  it('are made once when replicas look after them together', async () => {
    clock.advance(rotation.periodMs);
    const keys = auth.get(SigningKeyService);
    await Promise.all([keys.upkeep(), keys.upkeep(), keys.upkeep()]);
    expect(await auth.get(SigningKeyRepository).list()).toHaveLength(2);
  });

  it('lie in the database sealed, in a column that is listed', async () => {
    const { accessToken } = await auth.signIn('admin', ownerPassword);
    expect(decodeJwt(accessToken).iss).toBe('vortex');
    for (const { table, column, key } of sealedColumns) {
      const rows = await auth
        .get(Database)
        .sql.query<{ sealed: Buffer }>(`SELECT ${key}, ${column} AS sealed FROM ${table}`);
      expect(rows.length).toBeGreaterThan(0);
      for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toMatch(/"d"|"kty"|"crv"/);
    }
  });
});
