import { z } from 'zod';
import { definePart } from '../definition';
import { requestHost } from './http-parts';

const seconds = z.int().min(0).max(3_600).default(0);

export const grpc = definePart({
  shape: {
    grpcSettings: z
      .strictObject({
        /** With a leading "/" it names the whole path, else a service whose method is "Tun". */
        serviceName: z
          .string()
          .max(256)
          .regex(/^[A-Za-z0-9._~/|%-]*$/, 'Not the name of a service.')
          .default(''),
        authority: requestHost,
        multiMode: z.boolean().default(false),
        idleTimeoutSeconds: seconds,
        healthCheckTimeoutSeconds: seconds,
        permitWithoutStream: z.boolean().default(false),
        initialWindowBytes: z.int().min(0).max(16_777_216).default(0),
      })
      .prefault({}),
  },
});
