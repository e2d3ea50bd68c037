import { geoIpShape, type PlatformSettings } from '@vortex/kit';
import { z } from 'zod';

/** A question for hours reaches back 62 days at most; days are kept for good. */
const days = z.coerce.number().int().min(7).max(3_650);

/** Port 0 takes any free one. */
const port = z.coerce.number().int().min(0).max(65_535);

export const nodesShape = {
  ...geoIpShape,
  /** Where agents dial in. Absent: they cannot. */
  VORTEX_AGENT_PORT: port.optional(),
  VORTEX_AGENT_HOST: z.string().default('::'),
  /** What agents are told to dial, as host:port, by comma; several are tried in turn. Absent: this machine's name. */
  VORTEX_AGENT_ADDRESSES: z
    .string()
    .transform((text) => text.split(',').map((address) => address.trim()))
    .optional(),
  VORTEX_USAGE_HOURS_KEPT_DAYS: days.default(90),
};

export type NodesConfig = PlatformSettings & z.output<z.ZodObject<typeof nodesShape>>;
