import { VortexError } from '@vortex/sdk';
import { problemsIn, problemsOf } from './new-password';

const good = { current: 'the one from the first start', next: 'four words in a row', repeated: 'four words in a row' };

describe('a new password', () => {
  it('is taken when it is long enough, new and repeated', () => {
    expect(problemsOf(good)).toEqual({});
  });

  it('is refused with every problem it has', () => {
    expect(problemsOf({ current: '', next: 'short', repeated: 'other' })).toEqual({
      current: 'currentMissing',
      next: 'tooShort',
      repeated: 'different',
    });
    expect(problemsOf({ ...good, current: good.next })).toEqual({ next: 'unchanged' });
    expect(problemsOf({ ...good, next: 'a'.repeat(257), repeated: 'a'.repeat(257) })).toEqual({ next: 'tooLong' });
  });

  it('counts characters, not the units they are stored in', () => {
    const next = '🔑'.repeat(11);
    expect(problemsOf({ ...good, next, repeated: next })).toEqual({ next: 'tooShort' });
  });
});

describe('what the server refuses', () => {
  it('stands at the input it is about', () => {
    const wrong = new VortexError({ message: 'no', code: 'UNAUTHENTICATED', reason: 'wrong_credentials' });
    expect(problemsIn(wrong)).toEqual({ current: 'wrongCurrent' });
    const violations = [{ path: 'input.newPassword', code: 'too_common', message: 'Choose another.' }];
    expect(problemsIn(new VortexError({ message: 'no', code: 'INVALID_INPUT', violations }))).toEqual({
      next: 'tooCommon',
    });
  });

  it('stands at none when it is about something else', () => {
    expect(problemsIn(new VortexError({ message: 'no', code: 'UNAVAILABLE' }))).toEqual({});
  });
});
