import { z } from 'zod';
import { definePart } from '../definition';
import { requestHost, requestPath, responseHeaders } from './http-parts';

const most = 2_147_483_647;
/** From and to, both included. */
const range = (least: number) =>
  z
    .strictObject({ from: z.int().min(least).max(most), to: z.int().min(least).max(most) })
    .refine(({ from, to }) => from <= to, {
      error: 'The range ends before it begins.',
      params: { code: 'empty_range' },
    })
    .optional();

export const xhttp = definePart({
  shape: {
    xhttpSettings: z
      .strictObject({
        path: requestPath,
        host: requestHost,
        headers: responseHeaders,
        mode: z.enum(['auto', 'packet-up', 'stream-up', 'stream-one']).default('auto'),
        /** Never nothing: requests of one length give it away. */
        xPaddingBytes: range(1),
        noGRPCHeader: z.boolean().default(false),
        noSSEHeader: z.boolean().default(false),
        scMaxEachPostBytes: range(1),
        scMinPostsIntervalMs: range(1),
        scMaxBufferedPosts: z.int().min(1).max(10_000).optional(),
        scStreamUpServerSecs: range(0),
      })
      .prefault({}),
  },
});
