import { type InboundKind, type InboundNetwork, refusal, type Refusal } from './definition';
import { protocolParts } from './parts';

/** REALITY takes over the handshake of TLS itself, which HTTP/1.1 upgrades leave no room for. */
const underReality: readonly InboundNetwork[] = ['raw', 'grpc', 'xhttp'];

/** Whether protocol, network and security go together, apart from what they are set to. */
export function checkCombination({ protocol, network, security }: InboundKind): readonly Refusal[] {
  const { networks, securities } = protocolParts[protocol];
  const refused: Refusal[] = [];
  if (!networks.includes(network)) {
    const message = `${protocol} goes over ${networks.join(', ')}, not over ${network}.`;
    refused.push(refusal('network', 'network_not_for_protocol', message));
  }
  if (!securities.includes(security)) {
    const message = `${protocol} goes with the security ${securities.join(', ')}, not with ${security}.`;
    refused.push(refusal('security', 'security_not_for_protocol', message));
  } else if (security === 'reality' && !underReality.includes(network)) {
    const message = `REALITY goes with ${underReality.join(', ')}, not with ${network}.`;
    refused.push(refusal('security', 'reality_not_for_network', message));
  }
  return refused;
}
