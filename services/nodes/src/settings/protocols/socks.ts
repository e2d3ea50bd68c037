import { z } from 'zod';
import { ipAddress } from '../../atoms/network-address';
import { defineProtocol } from '../definition';

export const socks = defineProtocol({
  networks: ['raw'],
  securities: ['none'],
  shape: {
    /** Whether to serve UDP ASSOCIATE (RFC 1928 §7), on the same port. */
    udp: z.boolean().default(false),
    /** Where clients send their datagrams; default: the address they have connected to. */
    ip: ipAddress.optional(),
  },
  listens: ({ udp }) => (udp ? ['tcp', 'udp'] : ['tcp']),
});
