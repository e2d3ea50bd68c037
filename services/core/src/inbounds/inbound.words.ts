import type {
  InboundNetwork as WireNetwork,
  InboundProtocol as WireProtocol,
  InboundSecurity as WireSecurity,
  KeyKind as WireKeyKind,
  RealityTargetProblem as WireTargetProblem,
} from '@vortex/contracts/nodes';
import type {
  InboundNetwork,
  InboundProtocol,
  InboundSecurity,
  KeyKind,
  RealityTargetProblem,
} from '../generated/schema';

/** The same words in protobuf, which prefixes each with its enum's name, and in GraphQL. */
const prefixes = {
  protocol: 'INBOUND_PROTOCOL_',
  network: 'INBOUND_NETWORK_',
  security: 'INBOUND_SECURITY_',
  key: 'KEY_KIND_',
  targetProblem: 'REALITY_TARGET_PROBLEM_',
} as const;

export const protocolFrom = (wire: WireProtocol) => wire.replace(prefixes.protocol, '') as InboundProtocol;
export const networkFrom = (wire: WireNetwork) => wire.replace(prefixes.network, '') as InboundNetwork;
export const securityFrom = (wire: WireSecurity) => wire.replace(prefixes.security, '') as InboundSecurity;
export const targetProblemFrom = (wire: WireTargetProblem) =>
  wire.replace(prefixes.targetProblem, '') as RealityTargetProblem;

export const wireProtocol = (word: InboundProtocol) => `${prefixes.protocol}${word}` as WireProtocol;
export const wireNetwork = (word: InboundNetwork) => `${prefixes.network}${word}` as WireNetwork;
export const wireSecurity = (word: InboundSecurity) => `${prefixes.security}${word}` as WireSecurity;
export const wireKeyKind = (word: KeyKind) => `${prefixes.key}${word}` as WireKeyKind;
