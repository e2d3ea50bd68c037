import type { PlatformSettings } from '@vortex/kit';
import { z } from 'zod';

const points = z.coerce.number().int().min(1_000).max(1_000_000_000);

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
} as const satisfies z.ZodRawShape;

export type CoreConfig = PlatformSettings & z.output<z.ZodObject<typeof coreShape>>;
