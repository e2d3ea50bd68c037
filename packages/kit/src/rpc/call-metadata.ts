import { Metadata } from '@grpc/grpc-js';
import { propagation, type Context, type TextMapGetter, type TextMapSetter } from '@opentelemetry/api';
import type { CallContext } from '../identity/call-context';

/** Keys of what travels beside a request. */
export const authorizationKey = 'authorization';
/** The service that sends; believed only where the socket's directory vouches for it. */
export const serviceKey = 'vortex-service';
/** Who it sends for when there is no token: itself, or a stranger. */
export const actingForKey = 'vortex-acting-for';
/** The tenant the account acts for, when that is not its own. */
export const tenantKey = 'vortex-tenant';
const clientAddressKey = 'vortex-client-address';
/** Binary, since clients write what they like. */
const userAgentKey = 'vortex-user-agent-bin';
const requestIdKey = 'vortex-request-id';

export function textOf(metadata: Metadata, key: string): string | undefined {
  const [value] = metadata.get(key);
  return typeof value === 'string' ? value : undefined;
}

/** Where a request came from at the edge, and what it is called there. Only services get as far as writing this. */
export type Origin = Pick<CallContext, 'client' | 'requestId'>;

export function writeOrigin({ client, requestId }: Origin, metadata: Metadata): void {
  if (requestId) metadata.set(requestIdKey, requestId);
  if (!client) return;
  metadata.set(clientAddressKey, client.address);
  metadata.set(userAgentKey, Buffer.from(client.userAgent));
}

export function readOrigin(metadata: Metadata): Origin {
  const address = textOf(metadata, clientAddressKey);
  const [agent] = metadata.get(userAgentKey);
  const client = address === undefined ? undefined : { address, userAgent: agent?.toString() ?? '' };
  return { client, requestId: textOf(metadata, requestIdKey) };
}

const setter: TextMapSetter<Metadata> = { set: (metadata, key, value) => metadata.set(key, value) };
const getter: TextMapGetter<Metadata> = {
  get: textOf,
  keys: (metadata) => Object.keys(metadata.getMap()),
};

export function injectTrace(context: Context, metadata: Metadata): void {
  propagation.inject(context, metadata, setter);
}

export function extractTrace(base: Context, metadata: Metadata): Context {
  return propagation.extract(base, metadata, getter);
}
