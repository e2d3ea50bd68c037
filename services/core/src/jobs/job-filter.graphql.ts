import { type AccountId, parseInput } from '@vortex/kit';
import { z } from 'zod';
import type { JobFilter as JobFilterInput } from '../generated/schema';
import { distinct, id, unsaid } from '../input/values';
import type { JobState } from './job';
import type { JobFilter } from './job-list';

const most = 100;
const schema = z.object({ createdByIds: unsaid(distinct(id<AccountId>(), most)) });

/** Throws `InvalidInput` with every problem. */
export function parseJobFilter(input: JobFilterInput | null | undefined): JobFilter {
  const { kinds, states } = input ?? {};
  return {
    ...parseInput(schema, input ?? {}, 'filter'),
    kinds: kinds ?? undefined,
    states: states?.map((state) => state.toLowerCase() as JobState),
  };
}
