import { z } from 'zod';
import { definePart } from '../definition';
import { acceptProxyProtocol } from './http-parts';

export const raw = definePart({
  shape: { rawSettings: z.strictObject({ acceptProxyProtocol }).optional() },
});
