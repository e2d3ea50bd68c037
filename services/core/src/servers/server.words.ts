import type { ServerState as WireState } from '@vortex/contracts/nodes';
import type { ServerState } from '../generated/schema';

/** The same words in protobuf, which prefixes each with its enum's name, and in GraphQL. */
const prefix = 'SERVER_STATE_';

export const stateFrom = (wire: WireState) => wire.replace(prefix, '') as ServerState;
export const wireState = (word: ServerState) => `${prefix}${word}` as WireState;
