import { Injectable } from '@nestjs/common';
import {
  type GeneratedKeys,
  type GenerateKeysRequest,
  type GetInboundSchemasRequest,
  type InboundSchemas,
  InboundsServiceService,
  type KeyKind as KeyKindMessage,
} from '@vortex/contracts/nodes';
import { InvalidInput, Rpc } from '@vortex/kit';
import { networkMessage, protocolMessage, securityMessage } from '../inbounds/inbound-message';
import { inboundNetworks, inboundProtocols, inboundSecurities } from '../settings/definition';
import { jsonSchemaOf } from '../settings/json-schemas';
import { protocolParts, securityParts, transportParts } from '../settings/parts';
import { generators, type KeyKind } from './key-generation';

const prefix = 'KEY_KIND_';
const kinds = new Map(
  Object.keys(generators).map((kind) => [prefix + kind.toUpperCase().replaceAll('-', '_'), kind as KeyKind]),
);

/** What somebody needs who fills in the form of an inbound. */
@Injectable()
export class KeyRpc {
  private schemas: InboundSchemas | undefined;

  @Rpc(InboundsServiceService.generateKeys)
  generateKeys({ kind }: GenerateKeysRequest): Promise<GeneratedKeys> {
    return Promise.resolve(generators[kindFrom(kind)]());
  }

  @Rpc(InboundsServiceService.getInboundSchemas)
  getInboundSchemas(_request: GetInboundSchemasRequest): Promise<InboundSchemas> {
    return Promise.resolve((this.schemas ??= allSchemas()));
  }
}

function kindFrom(message: KeyKindMessage): KeyKind {
  const kind = kinds.get(message);
  if (kind) return kind;
  throw new InvalidInput([{ path: 'kind', code: 'unknown_kind', message: 'There is no such kind of key.' }]);
}

function allSchemas(): InboundSchemas {
  return {
    protocols: inboundProtocols.map((protocol) => {
      const { networks, securities } = protocolParts[protocol];
      return {
        protocol: protocolMessage(protocol),
        networks: networks.map(networkMessage),
        securities: securities.map(securityMessage),
        schemaJson: JSON.stringify(jsonSchemaOf(protocolParts[protocol])),
      };
    }),
    transports: inboundNetworks.map((network) => ({
      network: networkMessage(network),
      schemaJson: JSON.stringify(jsonSchemaOf(transportParts[network])),
    })),
    securities: inboundSecurities.map((security) => ({
      security: securityMessage(security),
      schemaJson: JSON.stringify(jsonSchemaOf(securityParts[security])),
    })),
  };
}
