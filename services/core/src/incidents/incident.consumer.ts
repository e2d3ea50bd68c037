import { Injectable } from '@nestjs/common';
import { NodeIncident } from '@vortex/contracts/nodes';
import type { TenantId } from '@vortex/kit';
import { Consume } from '@vortex/messaging';
import { required } from '../graphql/required';
import { IncidentService } from './incident.service';

@Injectable()
export class IncidentConsumer {
  constructor(private readonly incidents: IncidentService) {}

  @Consume(NodeIncident)
  async happened({ serverId, tenantId, kind, count, firstAt, lastAt }: NodeIncident): Promise<void> {
    await this.incidents.learn({
      kind,
      tenantId: (tenantId || null) as TenantId | null,
      serverId: serverId || null,
      count: BigInt(count),
      firstAt: required(firstAt, 'NodeIncident.first_at'),
      lastAt: required(lastAt, 'NodeIncident.last_at'),
    });
  }
}
