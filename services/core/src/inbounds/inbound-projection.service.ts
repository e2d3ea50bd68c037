import { Injectable } from '@nestjs/common';
import type { ProjectedInbound, RemovedInbound } from './projected-inbound';
import { ProjectedInbounds } from './projected-inbounds.repository';

/** Core's own view of the inbounds, so that naming one in a group asks nobody else. */
@Injectable()
export class InboundProjection {
  constructor(private readonly inbounds: ProjectedInbounds) {}

  learn(inbound: ProjectedInbound): Promise<void> {
    return this.inbounds.store(inbound);
  }

  forget(inbound: RemovedInbound): Promise<void> {
    return this.inbounds.remove(inbound);
  }
}
