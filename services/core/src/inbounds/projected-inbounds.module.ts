import { Module } from '@nestjs/common';
import { InboundProjection } from './inbound-projection.service';
import { ProjectedInbounds } from './projected-inbounds.repository';

/** What core knows of inbounds, for whoever names them. Below users and groups, so that these may import it. */
@Module({ providers: [ProjectedInbounds, InboundProjection], exports: [ProjectedInbounds, InboundProjection] })
export class ProjectedInboundsModule {}
