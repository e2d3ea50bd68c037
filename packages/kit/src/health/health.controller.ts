import { Controller, Get, HttpCode, Inject, ServiceUnavailableException } from '@nestjs/common';
import { type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { Public } from '../auth/access.decorator';
import { PLATFORM, type PlatformFacts } from '../service/tokens';
import { type HealthLevel, type PartHealth, ServiceHealth, worst } from './service-health';

export interface HealthReport {
  readonly state: HealthLevel;
  readonly service: string;
  readonly version: string;
  readonly parts: readonly PartHealth[];
}

/** What orchestrators and people ask a service about itself. */
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly health: ServiceHealth,
    private readonly terminus: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(PLATFORM) private readonly facts: PlatformFacts,
  ) {}

  /** The process turns. Says nothing of what it stands on: restarting us would not bring that back. */
  @Get('livez')
  @HttpCode(200)
  live(): { state: 'ok' } {
    return { state: 'ok' };
  }

  /** Whether requests should be sent here. */
  @Get('readyz')
  async ready(): Promise<{ state: HealthLevel }> {
    if (!this.health.isReady)
      throw new ServiceUnavailableException({ state: 'failed', detail: 'Starting or stopping.' });
    const { state } = await this.report();
    return { state };
  }

  /** Every part. 200 unless one has failed. */
  @Get('healthz')
  report(): Promise<HealthReport> {
    return this.answer();
  }

  private async answer(): Promise<HealthReport> {
    const parts = await this.health.check();
    const report: HealthReport = { ...this.identity(), state: worst(parts), parts };
    const result = await this.throughTerminus(parts);
    if (result.status !== 'ok') throw new ServiceUnavailableException(report);
    return report;
  }

  private identity(): Pick<HealthReport, 'service' | 'version'> {
    return { service: this.facts.service, version: this.facts.version };
  }

  private async throughTerminus(parts: readonly PartHealth[]): Promise<Pick<HealthCheckResult, 'status'>> {
    try {
      return await this.terminus.check(
        parts.map(({ name, state, detail }) => () => {
          const session = this.indicators.check(name);
          return state === 'failed' ? session.down({ state, detail }) : session.up({ state, detail });
        }),
      );
    } catch (error) {
      if (error instanceof ServiceUnavailableException) return { status: 'error' };
      throw error;
    }
  }
}
