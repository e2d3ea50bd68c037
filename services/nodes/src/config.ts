import { z } from 'zod';

/** A question for hours reaches back 62 days at most; days are kept for good. */
const days = z.coerce.number().int().min(7).max(3_650);

export const nodesShape = {
  VORTEX_USAGE_HOURS_KEPT_DAYS: days.default(90),
};
