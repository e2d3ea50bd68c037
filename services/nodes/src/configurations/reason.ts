import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import { line } from '../atoms/text';

const input = z.object({ reason: line(0, 500) });

/** Why somebody does something, in a line of their own. Empty when nothing is said. */
export function reasonFrom(reason: string | undefined): string {
  return parseInput(input, { reason: reason ?? '' }).reason;
}
