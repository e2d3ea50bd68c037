import { Client, credentials } from '@grpc/grpc-js';

/** What TLS needs of an identity. While enrolling there is only the root. */
export interface Trust {
  readonly roots: string;
  readonly privateKey?: string;
  readonly certificates?: string;
}

const options = {
  // The panel's certificate bears this name, whatever its address.
  'grpc.ssl_target_name_override': 'panel.vortex',
  'grpc.default_authority': 'panel.vortex',
  'grpc.keepalive_time_ms': 15_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.max_receive_message_length': 64 * 1024 * 1024,
  // What may be under way to here at once. With the 64 KiB of HTTP/2 users would come to a far node one round trip each 64 KiB.
  'grpc-node.flow_control_window': 4 * 1024 * 1024,
};

/** @param address host:port */
export function panelClient(address: string, { roots, privateKey, certificates }: Trust): Client {
  const own = privateKey && certificates ? ([Buffer.from(privateKey), Buffer.from(certificates)] as const) : [];
  return new Client(`dns:${address}`, credentials.createSsl(Buffer.from(roots), ...own), options);
}
