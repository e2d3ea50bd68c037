import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import type { IncidentFilter as IncidentFilterInput } from '../generated/schema';
import { distinct, id, unsaid } from '../input/values';
import type { IncidentKind } from './incident';
import type { IncidentFilter } from './incident-list';

const most = 100;
const schema = z.object({ serverIds: unsaid(distinct(id<string>(), most)) });

/** Throws `InvalidInput` with every problem. */
export function parseIncidentFilter(input: IncidentFilterInput | null | undefined): IncidentFilter {
  const { kinds, acknowledged } = input ?? {};
  return {
    ...parseInput(schema, input ?? {}, 'filter'),
    kinds: kinds?.map((kind) => kind.toLowerCase() as IncidentKind),
    acknowledged: acknowledged ?? undefined,
  };
}
