import type { INestApplication } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Revocations as RevocationList } from '@vortex/contracts/auth';
import { rpcPolicies } from '@vortex/contracts/catalog';
import type { Database } from '@vortex/database';
import { Outbox } from '@vortex/messaging';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { checkAccess } from '../auth/access-check';
import { RevocationFeed } from '../auth/revocation-feed';
import { Revocations } from '../auth/revocations';
import { SigningKeys } from '../auth/signing-keys';
import { TokenVerifier } from '../auth/token-verifier';
import type { Clock } from '../clock/clock';
import type { PlatformConfig } from '../config/config';
import { Keyring } from '../encryption/keyring';
import { Resealing } from '../encryption/resealing';
import { busPart, cachePart, databasePart, peerPart } from '../health/parts';
import { ServiceHealth } from '../health/service-health';
import { Front } from '../http/front';
import type { Log } from '../log/log';
import { type HandledMethod, methodTable, type RpcPolicies } from '../rpc/method-table';
import { RpcClients } from '../rpc/rpc-clients';
import { RpcServer } from '../rpc/rpc-server';
import { targetOf } from '../rpc/transport';
import type { ServiceDefinition } from './define-service';
import { createApp } from './http-app';
import type { ProcessParts } from './process-parts';
import { endsWithin } from './patience';
import { openDatabase } from './service-database';
import { ServiceMessaging } from './service-messaging';
import { WordOfAuth } from './word-of-auth';
import type { PlatformRestores } from './restores';
import type { PlatformFacts, ServiceRestarts } from './tokens';

export interface ServiceContext {
  readonly definition: ServiceDefinition;
  readonly config: PlatformConfig;
  readonly shared: ProcessParts;
  readonly facts: PlatformFacts;
  readonly log: Log;
  readonly clock: Clock;
  readonly restarts: ServiceRestarts;
  readonly restores?: PlatformRestores | undefined;
  readonly policies?: RpcPolicies | undefined;
  readonly signingKeys?: ((published: () => Promise<string>) => Promise<string>) | undefined;
  readonly revocations?: ((cursor: string) => Promise<RevocationList>) | undefined;
}

/** One service, from its database to its listeners. The platform calls the steps of its start and of its end in order. */
export class RunningService {
  readonly health = new ServiceHealth();
  readonly name: string;
  private readonly clients: RpcClients;
  private readonly tokens: TokenVerifier;
  private readonly revocations: Revocations;
  private readonly revocationFeed: RevocationFeed;
  private methods: ReadonlyMap<string, HandledMethod> = new Map();
  private database: Database | undefined;
  private application: INestApplication | undefined;
  private httpFront: Front | undefined;
  private rpc: RpcServer | undefined;
  private messaging: ServiceMessaging | undefined;
  private resealing: Resealing | undefined;

  constructor(private readonly context: ServiceContext) {
    const { definition, shared, policies, clock, signingKeys, revocations, log } = context;
    this.name = definition.name;
    this.clients = new RpcClients({
      service: this.name,
      calls: [...new Set([...(definition.calls ?? []), 'auth'])].filter((peer) => peer !== this.name),
      targetOf: (peer) => this.targetOf(peer),
      policies,
      metrics: shared.metrics,
    });
    const auth = new WordOfAuth(this.name, this.clients, () => this.methods);
    this.revocations = new Revocations(clock);
    const list = revocations ?? auth.revocations;
    this.revocationFeed = new RevocationFeed(this.revocations, list, shared.ephemeral.fanOut, log);
    this.tokens = new TokenVerifier(
      new SigningKeys(signingKeys ? () => signingKeys(auth.signingKeys) : auth.signingKeys, clock),
      clock,
      this.revocationFeed,
    );
  }

  get app(): INestApplication {
    if (!this.application) throw new Error(`${this.name} has not started`);
    return this.application;
  }

  get front(): Front {
    if (!this.httpFront) throw new Error(`${this.name} has not started`);
    return this.httpFront;
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => this.front.handle(request, response);

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void =>
    this.front.upgrade(request, socket, head);

  /** Database, container, rpc. After this others may call the service. */
  async open(): Promise<void> {
    const { definition, config, shared, log, facts, policies = rpcPolicies } = this.context;
    if (definition.database) {
      const url = config.services.get(this.name)?.databaseUrl;
      const serverUrl = config.platform.VORTEX_DATABASE_URL;
      const { version } = facts;
      const where = { service: this.name, definition: definition.database, url, serverUrl };
      this.database = await openDatabase({ ...where, version, log });
      this.messaging = new ServiceMessaging({
        service: this.name,
        db: this.database,
        bus: shared.bus,
        log,
        ...this.observed(),
      });
      const { sealedColumns = [] } = definition.database;
      this.resealing = new Resealing(this.database, new Keyring(config.masterKeys), sealedColumns, log);
    }
    const app = await createApp(definition, this.parts());
    this.application = app;
    const instances = instancesOf(app);
    checkAccess(instances);
    this.methods = methodTable(this.name, instances, policies);
    this.watchHealth();
    this.messaging?.consumeWith(instances);
    this.httpFront = new Front(app.getHttpServer());
    this.rpc = new RpcServer({
      service: this.name,
      methods: this.methods,
      tokens: this.tokens,
      log,
      metrics: shared.metrics,
    });
    const address = shared.addresses.get(this.name);
    if (!address) throw new Error(`${this.name} has no rpc address`);
    shared.addresses.set(this.name, await this.rpc.listen(address, shared.certificates));
    this.revocationFeed.start();
    this.resealing?.start();
  }

  async startConsumers(): Promise<void> {
    await this.messaging?.startConsumers();
  }

  startRelay(): void {
    this.messaging?.startRelay();
  }

  async drainHttp(deadlineMs: number): Promise<void> {
    await this.httpFront?.drain(deadlineMs);
  }

  async drainRpc(deadlineMs: number): Promise<void> {
    await this.rpc?.drain(deadlineMs);
  }

  async stopConsumers(): Promise<void> {
    await this.messaging?.stopConsumers();
  }

  async stopRelay(): Promise<void> {
    await this.messaging?.stopRelay();
  }

  async closeApp(): Promise<void> {
    await this.revocationFeed.stop();
    await this.resealing?.stop();
    await this.application?.close();
    this.clients.close();
  }

  async closeDatabase(): Promise<void> {
    await this.database?.close();
  }

  /** All steps of its end, for a service that ends alone. Each has its time, so that none keeps the next from coming. */
  async end(drainMs: number): Promise<void> {
    this.health.setReady(false);
    const steps = [
      () => this.drainHttp(drainMs),
      () => this.drainRpc(drainMs),
      () => this.stopConsumers(),
      () => this.stopRelay(),
      () => this.closeApp(),
      () => this.closeDatabase(),
    ];
    for (const step of steps) {
      const ended = await endsWithin(step(), drainMs).catch((err: unknown) => {
        this.context.log.warn({ err }, 'a part could not be ended cleanly');
        return true;
      });
      if (!ended) this.context.log.warn({}, 'a part did not end in time');
    }
  }

  private parts() {
    const { config, shared, facts, log, clock } = this.context;
    const { database, health, clients, tokens, revocations } = this;
    const figures = {
      outboxBacklog: () => this.messaging?.backlog() ?? Promise.resolve(0),
      deadLetters: () => this.messaging?.deadLetters() ?? Promise.resolve(0),
    };
    shared.metrics.watch(this.name, database ? { ...figures, databaseConnections: () => database.connections } : {});
    return {
      settings: { ...config.platform, ...config.services.get(this.name)?.own },
      keyring: new Keyring(config.masterKeys),
      outbox: database && new Outbox(database, this.name, { now: () => clock.now() }),
      ephemeral: shared.ephemeral,
      restarts: this.context.restarts,
      restores: this.context.restores,
      metrics: shared.metrics,
      dumpSource: {
        ...{ service: this.name, release: facts.version, database, bus: shared.bus },
        ...{ masterKeys: config.masterKeys, calls: clients.peerNames },
      },
      ...{ facts, log, clock, database, clients, tokens, revocations, health, figures },
    };
  }

  private observed() {
    const { shared, clock } = this.context;
    return { observer: shared.metrics.messagingObserver(this.name), clock };
  }

  private watchHealth(): void {
    const { definition, shared } = this.context;
    if (this.database) {
      this.health.add(databasePart(this.database));
      this.health.add(busPart(shared.bus));
    }
    this.health.add(cachePart(shared.ephemeral));
    for (const peer of definition.calls ?? []) this.health.add(peerPart(this.clients.peer(peer)));
  }

  private targetOf(peer: string) {
    const { addresses, certificates } = this.context.shared;
    const address = addresses.get(peer);
    if (!address) throw new Error(`nobody has said where ${peer} is`);
    return targetOf(peer, address, certificates);
  }
}

function instancesOf(app: INestApplication): object[] {
  const discovery = app.get(DiscoveryService, { strict: false });
  return [...discovery.getProviders(), ...discovery.getControllers()]
    .map((wrapper) => wrapper.instance as unknown)
    .filter((instance) => typeof instance === 'object' && instance !== null);
}
