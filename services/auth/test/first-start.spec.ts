import { AccountCreated } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { run, type RunningPlatform } from '@vortex/kit';
import { eventually, freshDatabase } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auth } from '../src';
import { ownerPassword, startAuth } from './start-auth';

const made = /^([a-z2-9]{6}-){3}[a-z2-9]{6}\n$/;

describe('the first start', () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'first-start-'))));
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('makes the owner with the preset password, which need not be changed', async () => {
    const { signIn, events, stop } = await startAuth();
    const { account } = await signIn('admin', ownerPassword);
    expect(account).toMatchObject({ username: 'admin', role: 'owner', mustChangePassword: false, revision: 1n });
    await eventually(() => events.of(AccountCreated).length === 1);
    expect(events.of(AccountCreated)).toEqual([
      { accountId: account?.id, tenantId: account?.tenantId, username: 'admin', role: 'owner', revision: 1n },
    ]);
    await stop();
  });

  it('makes a password where none is preset, leaves it to this user only, and wants it changed', async () => {
    const file = join(directory, 'password');
    const lines: string[] = [];
    const { signIn, stop } = await startAuth({
      environment: { VORTEX_OWNER_PASSWORD: '', VORTEX_INITIAL_PASSWORD_FILE: file },
      logTo: { write: (line) => lines.push(line) },
    });
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(made);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['password']);
    expect((await signIn('admin', text.trim())).account).toMatchObject({ mustChangePassword: true });
    await stop();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain(text.trim());
  });

  it('refuses to make an owner nobody could sign in as', async () => {
    await expect(startAuth({ environment: { VORTEX_OWNER_PASSWORD: '' } })).rejects.toThrow('VORTEX_OWNER_PASSWORD');
  });

  it('refuses an obvious preset password by the name of its variable', async () => {
    const starting = startAuth({ environment: { VORTEX_OWNER_PASSWORD: 'password1234' } });
    await expect(starting).rejects.toThrow(/VORTEX_OWNER_PASSWORD.*not obvious/);
  });

  it('makes nobody when the password could not be handed over, and succeeds the next time', async () => {
    const database = await freshDatabase();
    const missing = join(directory, 'not', 'there');
    await expect(replica(database.url, { VORTEX_INITIAL_PASSWORD_FILE: missing })).rejects.toThrow('ENOENT');
    const file = join(directory, 'password');
    const platform = await replica(database.url, { VORTEX_INITIAL_PASSWORD_FILE: file });
    expect(await readFile(file, 'utf8')).toMatch(made);
    await platform.close();
    await database.drop();
  });

  it('makes one owner when replicas start together, and one password is handed over', async () => {
    const database = await freshDatabase();
    const files = [1, 2, 3].map((number) => join(directory, `password-${number}`));
    const replicas = await Promise.all(
      files.map((file) => replica(database.url, { VORTEX_INITIAL_PASSWORD_FILE: file })),
    );
    expect(await readdir(directory)).toHaveLength(1);
    for (const platform of replicas) {
      expect(await count(platform, 'account')).toBe(1);
      expect(await count(platform, 'signing_key')).toBe(1);
    }
    await Promise.all(replicas.map((platform) => platform.close()));
    await database.drop();
  });

  it('is only once: later starts make nobody and ignore the preset password', async () => {
    const database = await freshDatabase();
    await (await replica(database.url, { VORTEX_OWNER_PASSWORD: ownerPassword })).close();
    const file = join(directory, 'password');
    const platform = await replica(database.url, { VORTEX_INITIAL_PASSWORD_FILE: file });
    expect(await readdir(directory)).toEqual([]);
    expect(await count(platform, 'account')).toBe(1);
    await platform.close();
    await database.drop();
  });
});

const masterKey = randomBytes(32).toString('base64');

function replica(databaseUrl: string, environment: Record<string, string>) {
  return run([auth], {
    exitOnSignal: false,
    environment: {
      VORTEX_LOG_LEVEL: 'silent',
      VORTEX_MASTER_KEY: masterKey,
      VORTEX_AUTH_DATABASE_URL: databaseUrl,
      ...environment,
    },
  });
}

async function count(platform: RunningPlatform, table: 'account' | 'signing_key'): Promise<number> {
  const database = platform.services.get('auth')?.app.get(Database, { strict: false });
  const [row] = (await database?.sql.query<{ count: bigint }>(`SELECT count(*) FROM ${table}`)) ?? [];
  return Number(row?.count);
}
