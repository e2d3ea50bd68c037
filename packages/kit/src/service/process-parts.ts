import { type Ephemeral, connectRedis, inProcess, RedisUnavailable } from '@vortex/cache';
import { type BusDriver, InProcessBus, RabbitBus } from '@vortex/messaging';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock/clock';
import { type Address, parseAddress } from '../config/address';
import type { PlatformConfig } from '../config/config';
import { CertificateFiles } from '../identity/certificate-files';
import type { Log } from '../log/log';
import { Metrics } from '../metrics/metrics';
import { privateDirectory } from '../rpc/socket-file';
import { untilAvailable } from './patience';

/** What all services of a process share. */
export interface ProcessParts {
  readonly bus: BusDriver;
  readonly ephemeral: Ephemeral;
  readonly metrics: Metrics;
  readonly certificates: CertificateFiles | undefined;
  /** Where each service of the platform is reached. */
  readonly addresses: Map<string, Address>;
  close(): Promise<void>;
}

export async function openProcessParts(
  services: readonly string[],
  config: PlatformConfig,
  log: Log,
  clock: Clock,
  givenBus?: BusDriver,
): Promise<ProcessParts> {
  const { platform } = config;
  const sockets = await socketDirectory(platform.VORTEX_RUN_DIR);
  const addresses = new Map(config.peers);
  for (const service of services) {
    addresses.set(service, platform.VORTEX_RPC_LISTEN ?? socketOf(sockets.path, service));
  }
  const bus = givenBus ?? openBus(platform.VORTEX_BROKER_URL, log);
  const ephemeral = await openEphemeral(platform.VORTEX_REDIS_URL, log, clock);
  const certificates = openCertificates(platform, log);
  return {
    bus,
    ephemeral,
    certificates,
    addresses,
    metrics: new Metrics(),
    async close() {
      certificates?.close();
      await Promise.allSettled([bus.close(), ephemeral.close()]);
      await sockets.remove();
    },
  };
}

function openBus(url: string | undefined, log: Log): BusDriver {
  return url ? new RabbitBus({ url, log }) : new InProcessBus({ log });
}

function openEphemeral(url: string | undefined, log: Log, clock: Clock): Promise<Ephemeral> {
  if (!url) return Promise.resolve(inProcess(clock));
  const connect = (): Promise<Ephemeral> => connectRedis(url, 'vortex', log);
  return untilAvailable('redis', log, connect, (error) => error instanceof RedisUnavailable);
}

function openCertificates(settings: PlatformConfig['platform'], log: Log): CertificateFiles | undefined {
  const { VORTEX_RPC_CA: ca, VORTEX_RPC_CERT: certificate, VORTEX_RPC_KEY: privateKey } = settings;
  return ca && certificate && privateKey ? new CertificateFiles({ ca, certificate, privateKey }, log) : undefined;
}

function socketOf(directory: string, service: string): Address {
  const text = `unix:${join(directory, `${service}.sock`)}`;
  const address = parseAddress(text);
  if (!address) throw new Error(`the path ${text.slice(5)} is too long for a socket; choose a shorter VORTEX_RUN_DIR`);
  return address;
}

async function socketDirectory(given: string | undefined): Promise<{ path: string; remove(): Promise<void> }> {
  if (given) {
    await privateDirectory(given);
    return { path: given, remove: () => Promise.resolve() };
  }
  const path = await mkdtemp(join(tmpdir(), 'vortex-')); // 0700
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
