import { Module } from '@nestjs/common';
import { InboundRepository } from './inbounds/inbound.repository';
import { InboundRpc } from './inbounds/inbound.rpc';
import { InboundService } from './inbounds/inbound.service';
import { KeyRpc } from './keys/key.rpc';
import { ServerRepository } from './servers/server.repository';
import { ServerRpc } from './servers/server.rpc';
import { ServerService } from './servers/server.service';
import { TrafficRepository } from './usage/traffic.repository';
import { TrafficService } from './usage/traffic.service';
import { UsageRepository } from './usage/usage.repository';
import { UsageRetentionRepository } from './usage/usage-retention.repository';
import { UsageRetention } from './usage/usage-retention.service';
import { UsageRpc } from './usage/usage.rpc';
import { UsageService } from './usage/usage.service';

const servers = [ServerRepository, ServerService, ServerRpc];
const inbounds = [InboundRepository, InboundService, InboundRpc, KeyRpc];
const usage = [UsageRepository, TrafficRepository, UsageService, TrafficService, UsageRpc];
const retention = [UsageRetentionRepository, UsageRetention];

@Module({ providers: [...servers, ...inbounds, ...usage, ...retention] })
export class NodesModule {}
