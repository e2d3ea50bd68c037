import { VortexError } from '@vortex/sdk';
import { conflictIn } from './conflict';

const refused = (facts: Record<string, string>, code = 'CONFLICT') => new VortexError({ message: 'no', code, facts });

describe('a change that somebody else has made meanwhile', () => {
  it('is told value by value', () => {
    const diff = JSON.stringify([{ path: 'inbounds[front].port', before: 443, after: 8443, isSecret: false }]);
    expect(conflictIn(refused({ diff, more: '7' }))).toEqual({
      changes: [{ path: 'inbounds[front].port', before: 443, after: 8443, isSecret: false }],
      more: 7,
    });
  });

  it('is nothing else that was refused', () => {
    expect(conflictIn(refused({}))).toBeUndefined();
    expect(conflictIn(refused({ diff: '[]' }, 'INVALID_INPUT'))).toBeUndefined();
    expect(conflictIn(new Error('no'))).toBeUndefined();
  });

  it('is believed in its own shape alone', () => {
    expect(conflictIn(refused({ diff: 'not json' }))).toEqual({ changes: [], more: 0 });
    expect(conflictIn(refused({ diff: '[1, {"path": 3}]' }))).toEqual({ changes: [], more: 0 });
  });
});
