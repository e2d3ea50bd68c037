import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { MetricsFeed } from './metrics-feed.service';
import { ServiceReports } from './service-reports.service';
import { StatusResolver } from './status.resolver';
import { StatusService } from './status.service';

@Module({
  imports: [AccountsModule],
  providers: [ServiceReports, StatusService, MetricsFeed, StatusResolver],
})
export class StatusModule {}
