import { Module } from '@nestjs/common';
import { ProjectedInboundsModule } from '../inbounds/projected-inbounds.module';
import { UsersModule } from '../users/users.module';
import { StarterService } from './starter.service';

@Module({ imports: [UsersModule, ProjectedInboundsModule], providers: [StarterService] })
export class StarterModule {}
