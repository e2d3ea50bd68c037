import fc from 'fast-check';
import { caller } from './callers.mjs';
import { hostileText } from './hostile-values.mjs';
import { malformed, overLimit } from './malformed.mjs';
import { rarely } from './rarely.mjs';
import { operation, subscription } from './operations.mjs';

const document = fc.record({ kind: fc.constant('operation'), caller, operation });
const cell = fc.oneof(hostileText, fc.constantFrom('a', '1', '-1', '2026-01-01T00:00:00Z', 'MONTH', ''));
const file = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('username', 'note', 'limitBytes', 'expiresAt', 'tags', 'groups', 'zone', '=1+1'), {
      maxLength: 5,
    }),
    fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 }),
  )
  .map(([head, rows]) => [['username', ...head], ...rows].map((row) => row.map(quoted).join(',')).join('\r\n'));

function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const one = fc.oneof(
  { arbitrary: document, weight: 85 },
  { arbitrary: fc.record({ kind: fc.constant('malformed'), caller, request: malformed }), weight: 9 },
  { arbitrary: fc.record({ kind: fc.constant('over a limit'), caller, request: overLimit }), weight: 2 },
  {
    arbitrary: fc.record({
      kind: fc.constant('socket'),
      caller,
      operation: subscription,
      noise: rarely(hostileText, 20, null),
    }),
    weight: 3,
  },
  { arbitrary: fc.record({ kind: fc.constant('file'), caller, file, dryRun: fc.boolean() }), weight: 1 },
);

/** What is sent side by side. */
export const cases = fc.array(one, { minLength: 1, maxLength: 5 });
