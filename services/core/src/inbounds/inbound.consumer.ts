import { Injectable } from '@nestjs/common';
import { InboundChanged, InboundRemoved } from '@vortex/contracts/nodes';
import { Consume } from '@vortex/messaging';
import { networkFrom, protocolFrom, securityFrom } from './inbound.words';
import { InboundProjection } from './inbound-projection.service';

@Injectable()
export class InboundConsumer {
  constructor(private readonly projection: InboundProjection) {}

  @Consume(InboundChanged)
  async changed({ inboundId, protocol, network, security, ...rest }: InboundChanged): Promise<void> {
    await this.projection.learn({
      ...rest,
      id: inboundId,
      protocol: protocolFrom(protocol),
      network: networkFrom(network),
      security: securityFrom(security),
    });
  }

  @Consume(InboundRemoved)
  async removed({ inboundId, ...rest }: InboundRemoved): Promise<void> {
    await this.projection.forget({ ...rest, id: inboundId });
  }
}
