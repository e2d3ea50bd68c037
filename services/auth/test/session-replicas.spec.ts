import { AuthServiceService } from '@vortex/contracts/auth';
import {
  parseAddress,
  type RpcClient,
  RpcClients,
  run,
  runInCall,
  type RunningPlatform,
  targetOf,
  anonymous,
} from '@vortex/kit';
import { eventually, freshDatabase, type FreshDatabase, sharedRedis } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { auth } from '../src';
import { loginOf, ownerPassword } from './start-auth';

/** `redis`: they hear of each other at once. `apart`: they share nothing but the database. */
describe.each(['redis', 'apart'] as const)('two replicas (%s)', (between) => {
  let database: FreshDatabase;
  let replicas: { platform: RunningPlatform; clients: RpcClients }[];

  beforeAll(async () => {
    database = await freshDatabase();
    const environment = {
      VORTEX_LOG_LEVEL: 'silent',
      VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
      VORTEX_AUTH_DATABASE_URL: database.url,
      VORTEX_OWNER_PASSWORD: ownerPassword,
      ...(between === 'redis' ? { VORTEX_REDIS_URL: await sharedRedis() } : {}),
    };
    const platforms = await Promise.all([1, 2].map(() => run([auth], { exitOnSignal: false, environment })));
    replicas = platforms.map((platform) => ({ platform, clients: clientsOf(platform) }));
  });
  afterAll(async () => {
    for (const { clients, platform } of replicas) {
      clients.close();
      await platform.close();
    }
    await database.drop();
  });

  const at = (replica: number, token?: string) => {
    const client = replicas[replica]?.clients.client(AuthServiceService);
    if (!client) throw new Error('there are two replicas');
    return <T>(work: (client: RpcClient<typeof AuthServiceService>) => Promise<T>) =>
      runInCall({ caller: anonymous, token }, () => work(client));
  };
  const login = (replica: number) =>
    at(replica)((client) => client.login(loginOf({ username: 'admin', password: ownerPassword })));
  const refresh = (replica: number, refreshToken: string) =>
    at(replica)((client) => client.refreshTokens({ refreshToken, clientAddress: '' }));

  it('give one successor to tokens that are shown to both at once', async () => {
    const { refreshToken } = await login(0);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => refresh(n % 2, refreshToken)));
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
    const [answer] = answers;
    await expect(refresh(1, answer?.refreshToken ?? '')).resolves.toBeDefined();
  });

  it('refuse within 5 s what was signed out at the other', async () => {
    const { accessToken } = await login(0);
    await expect(at(1, accessToken)((client) => client.getOwnAccount({}))).resolves.toBeDefined();
    await at(0, accessToken)((client) => client.logout({}));
    const endedAt = performance.now();
    await eventually(() =>
      expect(at(1, accessToken)((client) => client.getOwnAccount({}))).rejects.toHaveCode('session_revoked'),
    );
    expect(performance.now() - endedAt).toBeLessThan(between === 'redis' ? 1_000 : 5_000);
  });
});

function clientsOf(platform: RunningPlatform): RpcClients {
  return new RpcClients({
    service: 'test',
    calls: ['auth'],
    targetOf: (service) => {
      const address = parseAddress(platform.rpcAddress(service));
      if (!address) throw new Error('it has no address');
      return targetOf(service, address, undefined);
    },
  });
}
