import { z } from 'zod';
import { definePart } from '../definition';
import { acceptProxyProtocol, requestHost, requestPath, responseHeaders } from './http-parts';

export const httpupgrade = definePart({
  shape: {
    httpupgradeSettings: z
      .strictObject({ path: requestPath, host: requestHost, headers: responseHeaders, acceptProxyProtocol })
      .prefault({}),
  },
});
