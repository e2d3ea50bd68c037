import { Module } from '@nestjs/common';
import { RestartResolver } from './restart.resolver';
import { RestartService } from './restart.service';

@Module({ providers: [RestartService, RestartResolver] })
export class RestartModule {}
