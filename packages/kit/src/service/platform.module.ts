import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import type { Ephemeral } from '@vortex/cache';
import { ApiTokenServiceService, TenantServiceService } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { Outbox } from '@vortex/messaging';
import { Audit } from '../audit/audit';
import { AccessGuard } from '../auth/access.guard';
import { ApiTokens } from '../auth/api-tokens';
import { Authenticator } from '../auth/authenticator';
import { Revocations } from '../auth/revocations';
import { TenantDirectory } from '../auth/tenant-directory';
import { TokenVerifier } from '../auth/token-verifier';
import { CLOCK, type Clock } from '../clock/clock';
import type { PlatformSettings } from '../config/platform-settings';
import { DUMP_SOURCE, type DumpSource } from '../dump/dump-source';
import { DumpRpc } from '../dump/dump.rpc';
import { Keyring } from '../encryption/keyring';
import { GraphqlConnections } from '../graphql/graphql-connections';
import { GraphqlInterceptor } from '../graphql/graphql.interceptor';
import { HealthController } from '../health/health.controller';
import { ServiceHealth } from '../health/service-health';
import { SERVICE_FIGURES, type ServiceFigures, StatusRpc } from '../health/status.rpc';
import { EdgeExceptionFilter } from '../http/edge-exception.filter';
import { LOG, type Log } from '../log/log';
import { Metrics } from '../metrics/metrics';
import { MetricsController } from '../metrics/metrics.controller';
import { injectedClients, RpcClients } from '../rpc/rpc-clients';
import { type PlatformRestores, RESTORES } from './restores';
import {
  CACHE,
  CONFIG,
  FAN_OUT,
  PLATFORM,
  type PlatformFacts,
  RATE_LIMITER,
  RESTARTS,
  type ServiceRestarts,
} from './tokens';

/** Everything one service is given before its container is made. */
export interface ServiceParts {
  readonly settings: PlatformSettings & Readonly<Record<string, unknown>>;
  readonly facts: PlatformFacts;
  readonly log: Log;
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly database: Database | undefined;
  readonly outbox: Outbox | undefined;
  readonly ephemeral: Ephemeral;
  readonly restarts: ServiceRestarts;
  readonly restores: PlatformRestores | undefined;
  readonly clients: RpcClients;
  readonly tokens: TokenVerifier;
  readonly revocations: Revocations;
  readonly health: ServiceHealth;
  readonly metrics: Metrics;
  readonly figures: ServiceFigures;
  readonly dumpSource: DumpSource;
}

/** The root of a service's container: the parts, for everybody in it, and the service's own module. */
@Module({})
export class PlatformModule {
  static around(module: Type<unknown>, parts: ServiceParts): DynamicModule {
    const shared = sharedProviders(parts);
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule, TerminusModule.forRoot({ logger: false }), module],
      controllers: [HealthController, MetricsController],
      providers: [...shared, ...edgeProviders(parts.log), StatusRpc, DumpRpc],
      exports: shared,
    };
  }
}

function sharedProviders(parts: ServiceParts): Provider[] {
  const { database, outbox, ephemeral, clients } = parts;
  return [
    { provide: CONFIG, useValue: parts.settings },
    { provide: PLATFORM, useValue: parts.facts },
    { provide: RESTARTS, useValue: parts.restarts },
    { provide: RESTORES, useValue: parts.restores },
    { provide: LOG, useValue: parts.log },
    { provide: CLOCK, useValue: parts.clock },
    { provide: Keyring, useValue: parts.keyring },
    { provide: CACHE, useValue: ephemeral.cache },
    { provide: RATE_LIMITER, useValue: ephemeral.rateLimiter },
    { provide: FAN_OUT, useValue: ephemeral.fanOut },
    { provide: RpcClients, useValue: clients },
    { provide: TokenVerifier, useValue: parts.tokens },
    { provide: Revocations, useValue: parts.revocations },
    { provide: ServiceHealth, useValue: parts.health },
    { provide: Metrics, useValue: parts.metrics },
    { provide: SERVICE_FIGURES, useValue: parts.figures },
    { provide: DUMP_SOURCE, useValue: parts.dumpSource },
    { provide: TenantDirectory, useFactory: () => tenantDirectory(clients, parts.clock) },
    { provide: ApiTokens, useFactory: () => apiTokens(clients, parts.clock) },
    Authenticator,
    GraphqlConnections,
    ...(database ? [{ provide: Database, useValue: database }] : []),
    ...(outbox
      ? [
          { provide: Outbox, useValue: outbox },
          { provide: Audit, useValue: auditOf(outbox, parts) },
        ]
      : []),
    ...[...injectedClients()].map(([token, { contract, service }]) => ({
      provide: token,
      useFactory: () => clients.client(contract, service),
    })),
  ];
}

function auditOf(outbox: Outbox, { facts, clock }: ServiceParts): Audit {
  return new Audit(outbox, facts.service, clock);
}

function tenantDirectory(clients: RpcClients, clock: Clock): TenantDirectory {
  const auth = clients.client(TenantServiceService);
  return new TenantDirectory(async (tenant) => (await auth.resolveTenant({ tenant })).id, clock);
}

function apiTokens(clients: RpcClients, clock: Clock): ApiTokens {
  const auth = clients.client(ApiTokenServiceService);
  return new ApiTokens(async (apiToken) => {
    const { accessToken, expiresAt } = await auth.exchangeApiToken({ apiToken }, { as: 'stranger' });
    return { accessToken, expiresAtMs: expiresAt?.getTime() ?? 0 };
  }, clock);
}

function edgeProviders(log: Log): Provider[] {
  return [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: GraphqlInterceptor },
    { provide: APP_FILTER, useFactory: () => new EdgeExceptionFilter(log) },
  ];
}
