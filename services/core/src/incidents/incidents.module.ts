import { Module } from '@nestjs/common';
import { LoadingModule } from '../loading/loading.module';
import { IncidentUpkeep } from './incident-upkeep.service';
import { IncidentConsumer } from './incident.consumer';
import { IncidentRepository } from './incident.repository';
import { IncidentConnectionResolver, IncidentResolver } from './incident.resolver';
import { IncidentService } from './incident.service';

/** What nodes should not have done. */
@Module({
  imports: [LoadingModule],
  providers: [
    ...[IncidentRepository, IncidentService, IncidentConsumer, IncidentUpkeep],
    ...[IncidentResolver, IncidentConnectionResolver],
  ],
})
export class IncidentsModule {}
