import { geoIpShape, type PlatformSettings } from '@vortex/kit';
import { z } from 'zod';

const points = z.coerce.number().int().min(1_000).max(1_000_000_000);

const taken = new Set(['admin', 'graphql', 'files', 'install', 'portal', 'livez', 'readyz', 'healthz', 'metrics']);

export const coreShape = {
  /** `stock`: Apollo's own caches and graphql-js, to compare with. */
  VORTEX_GRAPHQL_EXECUTION: z.enum(['compiled', 'stock']).default('compiled'),
  /**
   * Who may only send operations of the trusted list, which holds those of our own apps: nobody, whoever is a customer or
   * not signed in, or everybody.
   */
  VORTEX_PERSISTED_ONLY: z.enum(['off', 'customers', 'everybody']).default('off'),
  /** What the operations of one account may cost in a minute. A page of fifty users with groups and traffic costs 2,500. */
  VORTEX_API_POINTS_PER_MINUTE: points.default(1_000_000),
  /** The same for one address that shows no account. */
  VORTEX_API_ANONYMOUS_POINTS_PER_MINUTE: points.default(6_000),
  /** The first part of a link's path, before its token. */
  VORTEX_LINK_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'use 1 to 32 of a-z, 0-9, "_" and "-"')
    .refine((text) => !taken.has(text), 'this path belongs to something else')
    .default('sub'),
  /** Where a trusted proxy says which country a client is in: servers there come first in its list. */
  VORTEX_LINK_COUNTRY_HEADER: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, 'use the name of a header, in lower case')
    .default('cf-ipcountry'),
  ...geoIpShape,
  /** How much memory there is for users whose links were asked for lately: about 0.7 KB each. */
  VORTEX_LINKS_MEMORY_MB: z.coerce.number().int().min(1).max(4_000).default(96),
  /** How many wrong links one address may ask for in a minute. */
  VORTEX_LINKS_WRONG_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(60),
  /** Folder of the agent's release, which servers fetch who come with an enrolment token. */
  VORTEX_AGENT_RELEASE: z.string().optional(),
} as const satisfies z.ZodRawShape;

export type CoreConfig = PlatformSettings & z.output<z.ZodObject<typeof coreShape>>;
