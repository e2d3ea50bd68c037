import { z } from 'zod';
import { defineProtocol } from '../definition';
import { carriersOf, datagramNetworks } from './datagram-networks';

/** The AEAD ciphers of the first edition (SIP004). Older ones can be broken and have no place here. */
export const shadowsocks = defineProtocol({
  networks: ['raw'],
  securities: ['none'],
  shape: {
    method: z.enum(['aes-128-gcm', 'aes-256-gcm', 'chacha20-ietf-poly1305', 'xchacha20-ietf-poly1305']),
    network: datagramNetworks,
  },
  listens: carriersOf,
});
