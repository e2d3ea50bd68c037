import { AuthServiceService, SessionServiceService } from '@vortex/contracts/auth';
import {
  anonymous,
  type Clock,
  parseAddress,
  run,
  type RunOptions,
  RpcClients,
  type RpcClient,
  type RpcPolicies,
  type RpcService,
  type RunningPlatform,
  runInCall,
  runOutsideCall,
  type ServiceDefinition,
  SigningKeys,
  systemClock,
  type TenantId,
  targetOf,
  TokenVerifier,
  variableName,
} from '@vortex/kit';
import { InProcessBus, RabbitBus } from '@vortex/messaging';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '../fresh-database';
import { sharedRabbit, sharedRedis } from '../servers/shared-servers';
import { silentLog } from '../silent-log';
import { AccessTokens, type TestAccount } from './access-tokens';
import { EventTap } from './event-tap';
import { People, type Who } from './people';
import { type PeerStub, serveStubs, stub } from './peer-stub';

export interface HarnessOptions<S extends RpcService> {
  /** The service's contract, e.g. `AuthServiceService`: what `rpc.as(…)` calls. */
  readonly contract?: S;
  /** Variables of the service. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** Default: the bus in process. */
  readonly bus?: 'in-process' | 'rabbit';
  /** Default: the cache in process. */
  readonly cache?: 'in-process' | 'redis';
  /** Methods of services it calls; one that is not here cannot be reached. */
  readonly peers?: readonly PeerStub[];
  /** Takes the lines of the log. */
  readonly logTo?: { write(line: string): void };
  /** Takes the spans of its traces. */
  readonly spanExporter?: RunOptions['spanExporter'];
  /** Who restores archives, which a service that runs alone has nobody for. */
  readonly restores?: RunOptions['restores'];
  /** Who may call what, for a contract that is not of the platform. */
  readonly policies?: RpcPolicies;
}

export interface ServiceHarness<S extends RpcService> {
  readonly rpc: {
    /** A client of the service for one caller, over real gRPC with a real token; of another of its contracts if named. */
    as<C extends RpcService = S>(who: Who, contract?: C): RpcClient<C>;
    /** The token of somebody, for tests over HTTP. */
    token(who: string | Partial<TestAccount>): Promise<string>;
    /** The ids behind a name. */
    account(name: string): TestAccount;
  };
  readonly events: EventTap;
  readonly platform: RunningPlatform;
  /** The service's database; empty when it has none. */
  readonly databaseUrl: string;
  /** Something of the service's container. */
  get<T>(token: (abstract new (...args: never[]) => T) | symbol): T;
  stop(): Promise<void>;
}

/** Starts a service as in production: a fresh real database, real gRPC over a Unix socket, a real bus. */
export async function startService<S extends RpcService = RpcService>(
  service: ServiceDefinition,
  options: HarnessOptions<S> = {},
): Promise<ServiceHarness<S>> {
  const directory = await mkdtemp(join(tmpdir(), 'harness-'));
  const accessTokens = await AccessTokens.create();
  const database = service.database ? await freshDatabase() : undefined;
  const publicKeys = new SigningKeys(async () => accessTokens.keySet(), systemClock);
  const tokens = new TokenVerifier(publicKeys, systemClock, { check: () => undefined });
  const bus =
    options.bus === 'rabbit'
      ? new RabbitBus({ url: await sharedRabbit(), log: silentLog, consumers: {} })
      : new InProcessBus({ log: silentLog });
  const keys = stub(AuthServiceService.getSigningKeys, async () => ({ jwksJson: accessTokens.keySet() }));
  const nothingRevoked = async () => ({ revocations: [], cursor: '', hasMore: false });
  const revocations = stub(SessionServiceService.listRevocations, nothingRevoked);
  const stubs = [revocations, ...(options.peers ?? []), keys].filter((one) => one.service !== service.name);
  const { servers, addresses } = await serveStubs(stubs, directory, tokens);
  const events = await EventTap.on(bus);
  const release = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.drain(1_000)));
    await database?.drop();
    await rm(directory, { recursive: true, force: true });
  };
  let platform: RunningPlatform;
  try {
    platform = await run([service], {
      exitOnSignal: false,
      version: '0.1.0',
      bus,
      environment: {
        VORTEX_LOG_LEVEL: options.logTo ? 'debug' : 'silent',
        VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
        VORTEX_RUN_DIR: join(directory, 'run'),
        ...(database ? { [`VORTEX_${variableName(service.name)}_DATABASE_URL`]: database.url } : {}),
        ...(options.cache === 'redis' ? { VORTEX_REDIS_URL: await sharedRedis() } : {}),
        ...unreachable(service, directory),
        ...Object.fromEntries([...addresses].map(([peer, at]) => [`VORTEX_RPC_${variableName(peer)}`, at])),
        ...options.environment,
      },
      ...(options.clock ? { clock: options.clock } : {}),
      ...(options.logTo ? { logTo: options.logTo } : {}),
      ...(options.spanExporter ? { spanExporter: options.spanExporter } : {}),
      ...(options.policies ? { policies: options.policies } : {}),
      ...(options.restores ? { restores: options.restores } : {}),
      // Auth itself publishes no test key, so it is put beside its own.
      ...(service.name === 'auth' ? { signingKeys: async (published) => accessTokens.keySet(await published()) } : {}),
    });
  } catch (error) {
    await bus.close();
    await release();
    throw error;
  }
  const people = new People();
  const callers = new Callers(platform, service.name, options.policies);
  return {
    rpc: {
      as: <C extends RpcService = S>(who: Who, contract?: C) =>
        callers.as(who, contract ?? (options.contract as unknown as C | undefined), people, accessTokens),
      token: (who) => accessTokens.issue(people.find(who) ?? people.account('anonymous')),
      account: (name) => people.account(name),
    },
    events,
    platform,
    databaseUrl: database?.url ?? '',
    get: (token) => appOf(platform, service.name).get(token as never, { strict: false }),
    async stop() {
      callers.close();
      await platform.close();
      await release();
    },
  };
}

function appOf(platform: RunningPlatform, service: string) {
  const handle = platform.services.get(service);
  if (!handle) throw new Error(`${service} has not started`);
  return handle.app;
}

/** Addresses for all it calls, at which nobody answers unless a stub does. */
function unreachable(service: ServiceDefinition, directory: string): Record<string, string> {
  const peers = [...(service.calls ?? []), 'auth'];
  return Object.fromEntries(
    peers.map((peer) => [`VORTEX_RPC_${variableName(peer)}`, `unix:${directory}/${peer}.sock`]),
  );
}

/** Where the callers of a test are. */
const testClient = { address: '203.0.113.7', userAgent: 'test' };

/** Clients for the callers of a test. */
class Callers {
  private readonly clients = new Map<string, RpcClients>();

  constructor(
    private readonly platform: RunningPlatform,
    private readonly service: string,
    private readonly policies: RpcPolicies | undefined,
  ) {}

  as<S extends RpcService>(who: Who, contract: S | undefined, people: People, tokens: AccessTokens): RpcClient<S> {
    if (!contract) throw new Error('name the contract of the service in the options of startService');
    if (typeof who === 'object' && 'service' in who) {
      const client = this.from(who.service).client(contract, this.service);
      return around(client, (call) => runOutsideCall(() => Promise.resolve(call())));
    }
    const client = this.from('test').client(contract, this.service);
    const account = people.find(who);
    return around(client, async (call) => {
      const token = account && (await tokens.issue(account));
      const actingFor = account?.actingFor as TenantId | undefined;
      return runInCall({ caller: anonymous, token, actingFor, client: testClient }, call);
    });
  }

  close(): void {
    for (const clients of this.clients.values()) clients.close();
  }

  private from(caller: string): RpcClients {
    const known = this.clients.get(caller);
    if (known) return known;
    const clients = new RpcClients({
      service: caller,
      calls: [this.service],
      policies: this.policies,
      targetOf: (service) => {
        const text = this.platform.rpcAddress(service);
        const address = parseAddress(text);
        if (!address) throw new Error(`${text} is not an address`);
        return targetOf(service, address, undefined);
      },
    });
    this.clients.set(caller, clients);
    return clients;
  }
}

type Call = () => unknown;

/** The same client, with every call made inside `wrap`. A method that answers with a stream may be looped over as usual. */
function around<S>(client: RpcClient<S>, wrap: (call: Call) => Promise<unknown>): RpcClient<S> {
  const methods = Object.entries(client as Record<string, (...args: unknown[]) => unknown>).map(([name, method]) => [
    name,
    (...args: unknown[]) => {
      const outcome = wrap(() => {
        const answer = method(...args);
        // Boxed, or a stream would be awaited as if it were the answer.
        return answer instanceof Promise ? answer : { stream: answer };
      });
      return Object.assign(outcome, { [Symbol.asyncIterator]: () => looped(outcome) });
    },
  ]);
  return Object.fromEntries(methods) as RpcClient<S>;
}

async function* looped(outcome: Promise<unknown>): AsyncGenerator<unknown> {
  const { stream } = (await outcome) as { stream: AsyncIterable<unknown> };
  yield* stream;
}
