import { VortexError } from '@vortex/sdk';
import type { Change } from './change-list';

/** What somebody else has changed meanwhile, as a refusal tells it; nothing when it was refused for another reason. */
export function conflictIn(error: unknown): { readonly changes: readonly Change[]; readonly more: number } | undefined {
  if (!(error instanceof VortexError) || error.code !== 'CONFLICT') return undefined;
  const { diff, more } = error.facts;
  if (diff === undefined) return undefined;
  return { changes: changesIn(diff), more: Number(more ?? 0) || 0 };
}

function changesIn(text: string): Change[] {
  const parsed = parse(text);
  return Array.isArray(parsed) ? parsed.filter(isChange) : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isChange(value: unknown): value is Change {
  return typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string';
}
