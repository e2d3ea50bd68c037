import { Inject, Injectable } from '@nestjs/common';
import { type Health, type HealthState, type ServiceStatus, StatusServiceService } from '@vortex/contracts/system';
import { Rpc } from '../rpc/rpc.decorator';
import { PLATFORM, type PlatformFacts } from '../service/tokens';
import { type HealthLevel, ServiceHealth, worst } from './service-health';

export const SERVICE_FIGURES = Symbol('vortex.service-figures');

/** Figures only the service itself can tell. */
export interface ServiceFigures {
  outboxBacklog(): Promise<number>;
  deadLetters(): Promise<number>;
}

const states: Readonly<Record<HealthLevel, HealthState>> = {
  ok: 'HEALTH_STATE_OK',
  degraded: 'HEALTH_STATE_DEGRADED',
  failed: 'HEALTH_STATE_FAILED',
};

/** What every service answers about itself. */
@Injectable()
export class StatusRpc {
  constructor(
    private readonly health: ServiceHealth,
    @Inject(PLATFORM) private readonly facts: PlatformFacts,
    @Inject(SERVICE_FIGURES) private readonly figures: ServiceFigures,
  ) {}

  @Rpc(StatusServiceService.check)
  async check(): Promise<Health> {
    const parts = await this.health.check();
    return {
      state: states[worst(parts)],
      parts: parts.map(({ name, state, detail }) => ({ name, state: states[state], detail: detail ?? '' })),
    };
  }

  @Rpc(StatusServiceService.getStatus)
  async getStatus(): Promise<ServiceStatus> {
    const [health, outboxBacklog, deadLetters] = await Promise.all([
      this.check(),
      figure(this.figures.outboxBacklog()),
      figure(this.figures.deadLetters()),
    ]);
    const { service, version, startedAt, processId } = this.facts;
    return {
      service,
      version,
      startedAt,
      processId,
      health,
      outboxBacklog,
      deadLetters,
      residentMemoryBytes: BigInt(process.memoryUsage.rss()),
    };
  }
}

/** A database that does not answer is told by the health, not by a failing status. */
async function figure(value: Promise<number>): Promise<bigint> {
  return BigInt(await value.catch(() => 0));
}
