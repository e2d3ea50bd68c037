import { Module } from '@nestjs/common';
import { InboundConsumer } from './inbound.consumer';
import { InboundProjection } from './inbound-projection.service';
import { ProjectedInbounds } from './projected-inbounds.repository';

@Module({
  providers: [ProjectedInbounds, InboundProjection, InboundConsumer],
  exports: [ProjectedInbounds],
})
export class InboundsModule {}
