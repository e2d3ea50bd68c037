import { z } from 'zod';
import { definePart } from '../definition';
import { acceptProxyProtocol, requestHost, requestPath, responseHeaders } from './http-parts';

export const websocket = definePart({
  shape: {
    wsSettings: z
      .strictObject({
        path: requestPath,
        host: requestHost,
        headers: responseHeaders,
        acceptProxyProtocol,
        /** Seconds between pings; 0 for none. */
        heartbeatPeriod: z.int().min(0).max(3_600).default(0),
      })
      .prefault({}),
  },
});
