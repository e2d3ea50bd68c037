import { Metadata } from '@grpc/grpc-js';
import { propagation, type Context, type TextMapGetter, type TextMapSetter } from '@opentelemetry/api';

/** Keys of what travels beside a request. */
export const authorizationKey = 'authorization';
/** The service that sends; believed only where the socket's directory vouches for it. */
export const serviceKey = 'vortex-service';
/** Who it sends for when there is no token: itself, or a stranger. */
export const actingForKey = 'vortex-acting-for';

export function textOf(metadata: Metadata, key: string): string | undefined {
  const [value] = metadata.get(key);
  return typeof value === 'string' ? value : undefined;
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
