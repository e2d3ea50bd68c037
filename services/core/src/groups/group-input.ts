import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import { line } from '../input/text';
import { distinct, id, unsaid } from '../input/values';
import type { GroupFields } from './group';

export interface GroupPatch {
  readonly name?: string | undefined;
  readonly inboundIds?: readonly string[] | undefined;
  readonly isDefault?: boolean | undefined;
  readonly expectedRevision?: number | undefined;
}

const name = line({ max: 64 });
const inboundIds = unsaid(distinct(id<string>(), 1_000));
const isDefault = unsaid(z.boolean());

const draft = z.object({ name, inboundIds, isDefault });
const patch: z.ZodType<GroupPatch> = z.object({
  name: unsaid(name),
  inboundIds,
  isDefault,
  expectedRevision: unsaid(z.number()),
});

export function parseGroup(input: unknown): GroupFields {
  const { name, inboundIds = [], isDefault = false } = parseInput(draft, input, 'input');
  return { name, inboundIds, isDefault };
}

export function parseGroupPatch(input: unknown): GroupPatch {
  return parseInput(patch, input, 'input');
}
