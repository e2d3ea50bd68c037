import {
  type ChannelCredentials,
  type ChannelOptions,
  credentials,
  experimental,
  ServerCredentials,
} from '@grpc/grpc-js';
import { type Address, formatAddress } from '../config/address';
import type { CertificateFiles } from '../identity/certificate-files';
import { serviceOf } from '../identity/service-name';

/**
 * What vouches for the service at the other end: the permissions of the socket's directory (then the name it gives is
 * believed), or the certificate it has proven to own.
 */
export type Trust = 'directory' | 'certificate';

const megabyte = 1024 * 1024;

const shared: ChannelOptions = {
  'grpc.max_receive_message_length': 4 * megabyte,
  'grpc.max_send_message_length': 4 * megabyte,
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
};

export const serverOptions: ChannelOptions = { ...shared, 'grpc.max_concurrent_streams': 2_000 };

const channelOptions: ChannelOptions = {
  ...shared,
  // A peer that comes back is to be found at once, not after the two minutes grpc-js would grow to.
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2_000,
  // Channels of one process must not be shared between services: each has its own identity.
  'grpc.use_local_subchannel_pool': 1,
  // Retries are ours: only methods that may be repeated, and counted.
  'grpc.enable_retries': 0,
};

export function trustOf(address: Address, certificates: CertificateFiles | undefined): Trust {
  return address.kind === 'unix' || !certificates ? 'directory' : 'certificate';
}

export function serverCredentials(address: Address, certificates: CertificateFiles | undefined): ServerCredentials {
  if (address.kind === 'unix' || !certificates) return ServerCredentials.createInsecure();
  return experimental.createCertificateProviderServerCredentials(certificates, certificates, true);
}

export interface Target {
  readonly uri: string;
  readonly credentials: ChannelCredentials;
  readonly options: ChannelOptions;
}

/** How to reach `service`, and how to know that it is the one. */
export function targetOf(service: string, address: Address, certificates: CertificateFiles | undefined): Target {
  if (address.kind === 'unix' || !certificates) {
    const uri = address.kind === 'unix' ? formatAddress(address) : `dns:${formatAddress(address)}`;
    return { uri, credentials: credentials.createInsecure(), options: channelOptions };
  }
  const checkServerIdentity = (_host: string, certificate: Parameters<typeof serviceOf>[0]): Error | undefined =>
    serviceOf(certificate) === service ? undefined : new Error(`the certificate is not one of ${service}`);
  return {
    uri: `dns:${formatAddress(address)}`,
    credentials: experimental.createCertificateProviderChannelCredentials(certificates, certificates, {
      checkServerIdentity,
    }),
    options: { ...channelOptions, 'grpc.ssl_target_name_override': service, 'grpc.default_authority': service },
  };
}
