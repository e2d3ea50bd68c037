import { z } from 'zod';
import type { ServiceDefinition } from '../service/define-service';
import { type Address, isLoopback, rpcAddress } from './address';
import { ConfigError, type ConfigProblem } from './config-error';
import type { Environment } from './environment';
import { masterKeys } from './master-key';
import { type PlatformSettings, platformShape } from './platform-settings';

/** Everything one service was told. */
export interface ServiceSettings {
  readonly databaseUrl: string | undefined;
  /** What the service's own variables say, by their names. */
  readonly own: Readonly<Record<string, unknown>>;
}

export interface PlatformConfig {
  readonly platform: PlatformSettings;
  readonly masterKeys: ReadonlyMap<string, Buffer>;
  readonly services: ReadonlyMap<string, ServiceSettings>;
  /** Where services outside this process are reached. */
  readonly peers: ReadonlyMap<string, Address>;
}

/** The environment of this process. Nothing else of the kit looks at it. */
export function processEnvironment(): Environment {
  return process.env;
}

/** `billing-eu` → `BILLING_EU` */
export function variableName(service: string): string {
  return service.toUpperCase().replaceAll('-', '_');
}

/** What an empty variable means to a shell, it means here: nothing was said. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
}

class Reader {
  readonly problems: ConfigProblem[] = [];

  constructor(private readonly environment: Environment) {}

  read<S extends z.ZodRawShape>(shape: S): Partial<z.output<z.ZodObject<S>>> {
    const values: Record<string, unknown> = {};
    for (const [variable, schema] of Object.entries(shape)) {
      const result = z.safeParse(schema, this.environment[variable]);
      if (result.success) values[variable] = result.data;
      else for (const issue of result.error.issues) this.refuse(variable, expectation(issue, this.has(variable)));
    }
    return values as Partial<z.output<z.ZodObject<S>>>;
  }

  has(variable: string): boolean {
    return this.environment[variable] !== undefined;
  }

  refuse(variable: string, expected: string): void {
    if (this.problems.some((p) => p.variable === variable && p.expected === expected)) return;
    this.problems.push({ variable, expected });
  }
}

function expectation(issue: z.core.$ZodIssue, given: boolean): string {
  if (!given) return 'a value, but it is not set';
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ');
  return issue.message.replace(/^Invalid (input|string|option): (expected |must be |must )?/, '');
}

/** Reads the settings of all services, or throws `ConfigError` with every problem of all of them. */
export function readConfig(services: readonly ServiceDefinition[], given: Environment): PlatformConfig {
  const environment = withoutEmpty(given);
  const reader = new Reader(environment);
  const platform = reader.read(platformShape);
  const hosted = new Set(services.map((service) => service.name));
  const settings = new Map<string, ServiceSettings>();
  const peers = new Map<string, Address>();

  for (const service of services) {
    const own = reader.read(service.config ?? {});
    settings.set(service.name, { own, databaseUrl: databaseUrlOf(service, platform, reader) });
    // Every service checks access tokens, so every service asks auth for its keys.
    for (const peer of new Set([...(service.calls ?? []), 'auth'])) {
      if (hosted.has(peer) || peers.has(peer)) continue;
      const variable = `VORTEX_RPC_${variableName(peer)}`;
      const address = reader.read({ [variable]: rpcAddress })[variable];
      if (address) peers.set(peer, address);
    }
  }
  const keys = masterKeys(
    environment,
    services.some((s) => s.database),
    (v, e) => reader.refuse(v, e),
  );
  checkListeners(services, platform, reader);
  checkTransport([platform.VORTEX_RPC_LISTEN, ...peers.values()], platform, reader);
  if (reader.problems.length > 0) throw new ConfigError(reader.problems);
  return { platform: platform as PlatformSettings, masterKeys: keys, services: settings, peers };
}

function databaseUrlOf(
  service: ServiceDefinition,
  platform: Partial<PlatformSettings>,
  reader: Reader,
): string | undefined {
  if (!service.database) return undefined;
  const variable = `VORTEX_${variableName(service.name)}_DATABASE_URL`;
  const url = reader.read({ [variable]: platformShape.VORTEX_DATABASE_URL })[variable];
  if (!url && !platform.VORTEX_DATABASE_URL && !reader.has('VORTEX_DATABASE_URL')) {
    reader.refuse(variable, 'a postgres:// URL here, or one in VORTEX_DATABASE_URL for all services');
  }
  return url;
}

/** What services of different processes meet over: in-process parts would keep each to itself, without a word. */
const neededApart = {
  VORTEX_RPC_LISTEN: 'unix:/path or host:port, since other processes call this service',
  VORTEX_BROKER_URL: 'an amqp:// URL, since events go to other processes',
  VORTEX_REDIS_URL: 'a redis:// URL, since limits and subscriptions are shared with other processes',
};

function checkListeners(
  services: readonly ServiceDefinition[],
  platform: Partial<PlatformSettings>,
  reader: Reader,
): void {
  if (platform.VORTEX_SHAPE === 'distributed') {
    for (const [variable, expected] of Object.entries(neededApart)) {
      if (!reader.has(variable)) reader.refuse(variable, expected);
    }
  }
  if (services.length <= 1) return;
  for (const variable of ['VORTEX_HTTP_LISTEN', 'VORTEX_RPC_LISTEN']) {
    if (reader.has(variable)) reader.refuse(variable, 'no value where several services share a process');
  }
}

function checkTransport(
  addresses: readonly (Address | undefined)[],
  platform: Partial<PlatformSettings>,
  reader: Reader,
): void {
  const guarded = addresses.some(
    (a) => a?.kind === 'tcp' && !(isLoopback(a.host) && platform.VORTEX_RPC_INSECURE_LOOPBACK),
  );
  if (!guarded) return;
  for (const variable of ['VORTEX_RPC_CA', 'VORTEX_RPC_CERT', 'VORTEX_RPC_KEY'] as const) {
    if (!platform[variable]) reader.refuse(variable, 'a PEM file, since services meet over TCP');
  }
}
