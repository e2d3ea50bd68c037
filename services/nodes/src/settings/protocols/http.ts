import { z } from 'zod';
import { defineProtocol } from '../definition';

export const http = defineProtocol({
  networks: ['raw'],
  securities: ['none', 'tls'],
  shape: {
    /** Takes any request for the proxy's own, not only CONNECT and absolute addresses. */
    allowTransparent: z.boolean().default(false),
  },
  listens: () => ['tcp'],
});
