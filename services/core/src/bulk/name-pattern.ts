import type { FieldViolation } from '@vortex/contracts/common';

/** `{n}` stands for the number; `{n:4}` for the number in at least four digits. */
const place = /\{n(?::([1-9]))?\}/g;

export function patternProblems(pattern: string, path: string): FieldViolation[] {
  const places = [...pattern.matchAll(place)];
  if (places.length === 1) return [];
  const message = 'Say once where the number goes, e.g. "user-{n}" or "user-{n:4}".';
  return [{ path, code: 'no_number', message }];
}

export function nameOf(pattern: string, number: number): string {
  return pattern.replace(place, (_, digits: string | undefined) => String(number).padStart(Number(digits ?? 1), '0'));
}
