import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, PLATFORM, type PlatformFacts, type Scope } from '@vortex/kit';
import { AccountService } from '../accounts/account.service';
import {
  type Level,
  type PartReport,
  partsOf,
  type ServiceReport,
  type Totals,
  totalsOf,
  worstOf,
} from './service-report';
import { ServiceReports } from './service-reports.service';

export interface HealthOverview {
  readonly state: Level;
  readonly parts: readonly PartReport[];
  readonly checkedAt: Date;
}

export interface MeasuredTotals extends Totals {
  readonly measuredAt: Date;
}

export interface StatusOverview {
  readonly state: Level;
  readonly version: string;
  readonly shape: PlatformFacts['shape'];
  readonly services: readonly ServiceReport[];
  readonly totals: MeasuredTotals;
  readonly accountCount: number;
  readonly checkedAt: Date;
}

/** The platform as a whole. */
@Injectable()
export class StatusService {
  constructor(
    private readonly reports: ServiceReports,
    private readonly accounts: AccountService,
    @Inject(PLATFORM) private readonly platform: PlatformFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async health(): Promise<HealthOverview> {
    const reports = await this.reports.health();
    return { state: worstOf(reports), parts: partsOf(reports), checkedAt: this.clock.now() };
  }

  async status(scope: Scope): Promise<StatusOverview> {
    const [services, accountCount] = await Promise.all([this.reports.status(), this.accounts.count(scope)]);
    const checkedAt = this.clock.now();
    return {
      state: worstOf(services),
      version: this.platform.version,
      shape: this.platform.shape,
      totals: { ...totalsOf(services), measuredAt: checkedAt },
      services,
      accountCount,
      checkedAt,
    };
  }

  async totals(): Promise<MeasuredTotals> {
    return { ...totalsOf(await this.reports.status()), measuredAt: this.clock.now() };
  }
}
