import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { InboundsServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, Permission, type RpcClient } from '@vortex/kit';
import type {
  GeneratedKeys,
  InboundSchemas,
  MutationCheckRealityTargetArgs,
  MutationGenerateKeysArgs,
  RealityTargetCheck,
} from '../generated/schema';
import { networkFrom, protocolFrom, securityFrom, targetProblemFrom, wireKeyKind } from './inbound.words';

const jsonOf = (text: string): unknown => JSON.parse(text);

/** What somebody needs who fills in the form of an inbound. */
@Resolver()
export class InboundFormResolver {
  constructor(@InjectRpc(InboundsServiceService) private readonly inbounds: RpcClient<typeof InboundsServiceService>) {}

  @Query()
  @Permission('nodes.inbound.read')
  async inboundSchemas(): Promise<InboundSchemas> {
    const { protocols, transports, securities } = await this.inbounds.getInboundSchemas({});
    return {
      protocols: protocols.map((one) => ({
        protocol: protocolFrom(one.protocol),
        networks: one.networks.map(networkFrom),
        securities: one.securities.map(securityFrom),
        schema: jsonOf(one.schemaJson),
      })),
      networks: transports.map(({ network, schemaJson }) => ({
        network: networkFrom(network),
        schema: jsonOf(schemaJson),
      })),
      securities: securities.map(({ security, schemaJson }) => ({
        security: securityFrom(security),
        schema: jsonOf(schemaJson),
      })),
    };
  }

  @Mutation()
  @Permission('nodes.inbound.write')
  async generateKeys(@Args() { kind }: MutationGenerateKeysArgs): Promise<GeneratedKeys> {
    const { privateValue, publicValue } = await this.inbounds.generateKeys({ kind: wireKeyKind(kind) });
    return { privateValue, publicValue: publicValue || null };
  }

  @Mutation()
  @Permission('nodes.inbound.write')
  async checkRealityTarget(
    @Args() { target, serverNames }: MutationCheckRealityTargetArgs,
  ): Promise<RealityTargetCheck> {
    const checked = await this.inbounds.checkRealityTarget({ target, serverNames: [...(serverNames ?? [])] });
    const { problems, otherNames, latencyMs } = checked;
    return { problems: problems.map(targetProblemFrom), otherNames, latencyMs: latencyMs ?? null };
  }
}
