import type {
  Inbound as InboundMessage,
  InboundChanged,
  InboundNetwork as NetworkMessage,
  InboundProtocol as ProtocolMessage,
  InboundSecurity as SecurityMessage,
} from '@vortex/contracts/nodes';
import {
  type InboundNetwork,
  inboundNetworks,
  type InboundProtocol,
  inboundProtocols,
  inboundSecurities,
  type InboundSecurity,
} from '../settings/definition';
import { secretPathsOf } from '../settings/secret-paths';
import { takeSecrets } from '../settings/secrets';
import type { Inbound } from './inbound';

/** An inbound as callers see it: its secrets only when they may write it. */
export function toMessage(inbound: Inbound, showsSecrets: boolean): InboundMessage {
  const { settings, sniffing, ...rest } = inbound;
  const shown = showsSecrets ? settings : takeSecrets(settings, secretPathsOf(inbound)).open;
  return {
    ...rest,
    ...kindMessage(inbound),
    settingsJson: JSON.stringify(shown),
    sniffing: { ...sniffing, destinationOverrides: [...sniffing.destinationOverrides] },
  };
}

/** An inbound as other services are told of it. */
export function inboundChanged(inbound: Inbound): InboundChanged {
  const { id, serverId, tenantId, revision, tag, port, lastPort, enabled, shared } = inbound;
  return { inboundId: id, serverId, tenantId, revision, tag, port, lastPort, enabled, shared, ...kindMessage(inbound) };
}

export function kindMessage({ protocol, network, security }: Pick<Inbound, 'protocol' | 'network' | 'security'>) {
  return {
    protocol: protocolMessage(protocol),
    network: networkMessage(network),
    security: securityMessage(security),
  };
}

export function protocolMessage(protocol: InboundProtocol): ProtocolMessage {
  return `INBOUND_PROTOCOL_${protocol.toUpperCase().replace('-', '_')}` as ProtocolMessage;
}

export function networkMessage(network: InboundNetwork): NetworkMessage {
  return `INBOUND_NETWORK_${network.toUpperCase()}` as NetworkMessage;
}

export function securityMessage(security: InboundSecurity): SecurityMessage {
  return `INBOUND_SECURITY_${security.toUpperCase()}` as SecurityMessage;
}

/** Undefined for one that is not specified, or that only a newer release knows. */
export function protocolFrom(message: ProtocolMessage): InboundProtocol | undefined {
  return inboundProtocols.find((protocol) => protocolMessage(protocol) === message);
}

export function networkFrom(message: NetworkMessage): InboundNetwork | undefined {
  return inboundNetworks.find((network) => networkMessage(network) === message);
}

export function securityFrom(message: SecurityMessage): InboundSecurity | undefined {
  return inboundSecurities.find((security) => securityMessage(security) === message);
}
