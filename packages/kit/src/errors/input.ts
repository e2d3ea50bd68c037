import type { FieldViolation } from '@vortex/contracts/common';
import type { z } from 'zod';
import { InvalidInput } from './failures';

function pathOf(parts: readonly PropertyKey[], root: string): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    return path === '' ? String(part) : `${path}.${String(part)}`;
  }, root);
}

/** Parses a value from outside, or throws `InvalidInput` with every problem and its path below `root`. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, root = ''): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput(
    result.error.issues.map((issue): FieldViolation => ({
      path: pathOf(issue.path, root),
      code: codeOf(issue),
      message: issue.message,
    })),
  );
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'custom') return issue.code;
  const code: unknown = issue.params?.['code'];
  return typeof code === 'string' ? code : issue.code;
}
