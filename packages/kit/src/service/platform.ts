import type { INestApplication } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { systemClock } from '../clock/clock';
import { formatAddress } from '../config/address';
import type { PlatformConfig } from '../config/config';
import { type HealthLevel, type PartHealth, worst } from '../health/service-health';
import { HttpListener } from '../http/http-listener';
import { createLog, type Log } from '../log/log';
import { startTelemetry, type Telemetry } from '../telemetry/telemetry';
import type { ServiceDefinition } from './define-service';
import { endsWithin } from './patience';
import { openProcessParts, type ProcessParts } from './process-parts';
import type { RunOptions } from './run-options';
import { RunningService } from './running-service';
import { ServiceSlot } from './service-slot';
import { startOrder } from './start-order';

export interface PlatformHealth {
  readonly state: HealthLevel;
  /** Named `<service>/<part>`. */
  readonly parts: readonly PartHealth[];
  readonly checkedAt: Date;
}

/** A started service, for whoever owns the port it is reached at. */
export interface ServiceHandle {
  readonly app: INestApplication;
  handle(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface RunningPlatform {
  readonly services: ReadonlyMap<string, ServiceHandle>;
  readonly log: Log;
  /** Of `VORTEX_HTTP_LISTEN`, of interest when it names port 0. */
  readonly httpPort: number | undefined;
  /** Where a service answers rpc: `unix:/path` or `host:port`. */
  rpcAddress(service: string): string;
  health(): Promise<PlatformHealth>;
  /** The text of `/metrics`. The one who serves it must check `VORTEX_METRICS_TOKEN`. */
  metrics(): Promise<string>;
  /** Ends everything in order. May be called twice. */
  close(): Promise<void>;
}

/** What is under way at a service that is started anew may take so long to end, for each of its parts. */
const restartDrainMs = 5_000;

export class Platform implements RunningPlatform {
  readonly log: Log;
  readonly services = new Map<string, ServiceSlot>();
  httpPort: number | undefined;
  private readonly telemetry: Telemetry;
  private readonly startedAt = new Date();
  private shared: ProcessParts | undefined;
  private listener: HttpListener | undefined;
  private closing: Promise<void> | undefined;
  private restarting: Promise<void> = Promise.resolve();

  constructor(
    private readonly definitions: readonly ServiceDefinition[],
    private readonly config: PlatformConfig,
    private readonly options: RunOptions,
  ) {
    const { platform } = config;
    this.telemetry = startTelemetry({
      endpoint: platform.OTEL_EXPORTER_OTLP_ENDPOINT,
      exporter: options.spanExporter,
      serviceName: definitions.length === 1 ? (definitions[0]?.name ?? 'vortex') : 'vortex',
      version: this.version,
    });
    this.log = createLog({
      level: platform.VORTEX_LOG_LEVEL,
      format: platform.VORTEX_LOG_FORMAT,
      ...(options.logTo ? { destination: options.logTo } : {}),
    });
  }

  async start(): Promise<void> {
    const { log, config } = this;
    const ordered = startOrder(this.definitions);
    const names = ordered.map((definition) => definition.name);
    const shared = await openProcessParts(names, config, log, this.clock, this.options.bus);
    this.shared = shared;
    for (const definition of ordered) {
      const slot = new ServiceSlot(() => new RunningService(this.contextOf(definition, shared)));
      this.services.set(definition.name, slot);
      await slot.service.open();
    }
    // An event goes to those who are there, so nobody publishes before everybody listens.
    for (const service of this.running) await service.startConsumers();
    for (const service of this.running) service.startRelay();
    await this.listen();
    for (const service of this.running) service.health.setReady(true);
    log.info({ services: names, ms: Date.now() - this.startedAt.getTime() }, 'started');
  }

  rpcAddress(service: string): string {
    const address = this.shared?.addresses.get(service);
    if (!address) throw new Error(`nobody has said where ${service} is`);
    return formatAddress(address);
  }

  async health(): Promise<PlatformHealth> {
    const found = await Promise.all(
      this.running.map(async ({ name, health }) => {
        const parts = await health.check();
        return parts.map((part) => ({ ...part, name: `${name}/${part.name}` }));
      }),
    );
    const parts = found.flat();
    return { state: worst(parts), parts, checkedAt: this.clock.now() };
  }

  metrics(): Promise<string> {
    return this.shared?.metrics.text() ?? Promise.resolve('');
  }

  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private restart(service: string): Promise<void> {
    const slot = this.services.get(service);
    if (!slot) return Promise.reject(new Error(`${service} is not a service of this process`));
    const restarted = this.restarting.then(async () => {
      if (this.closing) return;
      this.log.info({ service }, 'restarting a service');
      await slot.restart(restartDrainMs);
      this.log.info({ service }, 'restarted a service');
    });
    this.restarting = restarted.catch(() => undefined);
    return restarted;
  }

  private get running(): RunningService[] {
    return [...this.services.values()].map(({ service }) => service);
  }

  /** Outside in: first nobody new comes, then what is under way ends, then what it stands on goes. */
  private async stop(): Promise<void> {
    await this.restarting; // a service half started has nothing to end yet
    const until = performance.now() + (this.options.drainMs ?? 20_000);
    const left = (): number => Math.max(until - performance.now(), 100);
    // Whoever calls goes before whoever is called, so that no call under way finds its peer gone.
    const services = this.running.reverse();
    for (const service of services) service.health.setReady(false);
    await this.step('HTTP', left, () => {
      this.listener?.stop();
      return Promise.all(services.map((service) => service.drainHttp(left())));
    });
    this.listener?.destroy();
    for (const service of services) await this.step('rpc', left, () => service.drainRpc(left()));
    await this.step('consumers', left, () => Promise.all(services.map((service) => service.stopConsumers())));
    await this.step('relay', left, () => Promise.all(services.map((service) => service.stopRelay())));
    await this.step('application', left, () => Promise.all(services.map((service) => service.closeApp())));
    await this.step('bus and cache', left, async () => this.shared?.close());
    await this.step('database', left, () => Promise.all(services.map((service) => service.closeDatabase())));
    await this.step('telemetry', left, () => this.telemetry.stop());
    this.log.info({}, 'stopped');
  }

  /** One part that does not end must not keep the others from ending. */
  private async step(part: string, left: () => number, work: () => Promise<unknown>): Promise<void> {
    try {
      if (!(await endsWithin(work(), left()))) this.log.warn({ part }, 'did not end in time');
    } catch (err) {
      this.log.warn({ part, err }, 'could not be ended cleanly');
    }
  }

  private get clock() {
    return this.options.clock ?? systemClock;
  }

  private get version(): string {
    return this.options.version ?? this.config.platform.VORTEX_VERSION ?? 'development';
  }

  private contextOf(definition: ServiceDefinition, shared: ProcessParts) {
    const { config, options, startedAt, version } = this;
    const facts = {
      service: definition.name,
      version,
      startedAt,
      shape: config.platform.VORTEX_SHAPE,
      processId: `${process.pid}-${startedAt.getTime()}`,
    };
    const log = this.log.child({ service: definition.name }) as Log;
    const { policies, signingKeys, revocations, restores } = options;
    const restarts = {
      possible: facts.shape === 'standalone' && this.definitions.length > 1,
      names: this.definitions.map(({ name }) => name),
      restart: (name: string) => this.restart(name),
    };
    const told = { restarts, restores, policies, signingKeys, revocations };
    return { definition, config, shared, facts, log, clock: this.clock, ...told };
  }

  private async listen(): Promise<void> {
    const address = this.config.platform.VORTEX_HTTP_LISTEN;
    const [service] = this.running;
    if (address?.kind !== 'tcp' || !service) return;
    this.listener = new HttpListener(service.front);
    this.httpPort = await this.listener.listen(address);
  }
}
