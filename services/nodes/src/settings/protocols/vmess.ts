import { streamCarriers } from '../carriers';
import { defineProtocol } from '../definition';

/** Nothing of its own: what users prove themselves with is theirs, and the rest is transport. */
export const vmess = defineProtocol({
  networks: ['raw', 'websocket', 'grpc', 'httpupgrade', 'xhttp'],
  securities: ['none', 'tls'],
  shape: {},
  listens: streamCarriers,
});
