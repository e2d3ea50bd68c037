/** The instance beside the main one. */
export const apart = 'edge';

/** An inbound of a node whose inbounds are divided over instances. */
export function doorOf(name, port, instance) {
  return { tag: `divided-${name}`, listen: '127.0.0.1', port, protocol: 'HTTP', settings: {}, instance };
}
