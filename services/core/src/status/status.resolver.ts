import { Query, Resolver, Subscription } from '@nestjs/graphql';
import { anonymous, currentCall, Permission, Public, scopeOf } from '@vortex/kit';
import type { HealthStatus, PartHealth, ServiceStatus, SystemMetrics, SystemStatus } from '../generated/schema';
import { MetricsFeed } from './metrics-feed.service';
import type { PartReport, ServiceReport } from './service-report';
import { type MeasuredTotals, StatusService } from './status.service';

@Resolver()
export class StatusResolver {
  constructor(
    private readonly status: StatusService,
    private readonly feed: MetricsFeed,
  ) {}

  @Query()
  @Public()
  async healthCheck(): Promise<HealthStatus> {
    const { state, parts, checkedAt } = await this.status.health();
    return { state, parts: parts.map(toPart), checkedAt };
  }

  @Query()
  @Permission('system.status.read')
  async systemStatus(): Promise<SystemStatus> {
    const scope = scopeOf(currentCall()?.caller ?? anonymous);
    const { totals, services, shape, ...rest } = await this.status.status(scope);
    return {
      ...rest,
      shape: shape === 'standalone' ? 'STANDALONE' : 'DISTRIBUTED',
      services: services.map(toService),
      metrics: toMetrics(totals),
    };
  }

  @Subscription()
  @Permission('system.status.read')
  async *systemMetrics(): AsyncGenerator<{ systemMetrics: SystemMetrics }> {
    for await (const totals of this.feed.follow()) yield { systemMetrics: toMetrics(totals) };
  }
}

function toPart({ name, state, detail }: PartReport): PartHealth {
  return { name, state, detail: detail ?? null };
}

function toService({ name, state, parts, facts }: ServiceReport): ServiceStatus {
  return {
    name,
    state,
    parts: parts.map(toPart),
    version: facts?.version ?? null,
    startedAt: facts?.startedAt ?? null,
    residentMemoryBytes: facts?.residentMemoryBytes ?? null,
    outboxBacklog: facts ? toInt(facts.outboxBacklog) : null,
    deadLetters: facts ? toInt(facts.deadLetters) : null,
  };
}

function toMetrics({ measuredAt, residentMemoryBytes, outboxBacklog, deadLetters }: MeasuredTotals): SystemMetrics {
  return { measuredAt, residentMemoryBytes, outboxBacklog: toInt(outboxBacklog), deadLetters: toInt(deadLetters) };
}

/** GraphQL's Int ends at 2³¹ − 1; a backlog that long is told well enough by its end. */
function toInt(count: bigint): number {
  const most = 2n ** 31n - 1n;
  return Number(count > most ? most : count);
}
