import { FakeClock } from '@vortex/testing';
import { believedForMs, readNotices, Revocations, writeNotices } from './revocations';

const token = { sessionId: 's', accountId: 'a', accountRevision: 3 };

let clock: FakeClock;
let revocations: Revocations;
let told: number;

beforeEach(() => {
  clock = new FakeClock();
  revocations = new Revocations(clock, () => clock.monotonic());
  revocations.caughtUp();
  told = 0;
  revocations.onChange(() => (told += 1));
});

const minute = 60_000;
const notice = (kind: 'session' | 'account', id: string, beforeRevision = 0) => ({
  kind,
  id,
  beforeRevision,
  expiresAtMs: clock.now().getTime() + minute,
});

it('lets through what nobody has revoked', () => {
  revocations.learn([notice('session', 'other'), notice('account', 'other', 9)]);
  expect(() => revocations.check(token)).not.toThrow();
});

it('refuses every token of a session that was revoked, for as long as one may live', () => {
  revocations.learn([notice('session', 's')]);
  expect(() => revocations.check(token)).toThrow('session_revoked');
  clock.advance(minute);
  revocations.caughtUp();
  revocations.learn([]);
  expect(() => revocations.check(token)).not.toThrow();
});

it('refuses tokens from before a change of the account, in whatever order it hears of changes', () => {
  revocations.learn([notice('account', 'a', 5), notice('account', 'a', 4)]);
  expect(() => revocations.check({ ...token, accountRevision: 4 })).toThrow('token_outdated');
  expect(() => revocations.check({ ...token, accountRevision: 5 })).not.toThrow();
});

it('tells its listeners of news only', () => {
  const list = [notice('session', 's'), notice('account', 'a', 5)];
  revocations.learn(list);
  revocations.learn(list);
  expect(told).toBe(1);
});

it('believes nobody before its first word from auth, nor long after its last', () => {
  const unread = new Revocations(clock, () => clock.monotonic());
  expect(() => unread.check(token)).toThrow('revocations_unavailable');
  clock.advance(believedForMs - 1);
  expect(() => revocations.check(token)).not.toThrow();
  clock.advance(1);
  expect(() => revocations.check(token)).toThrow('revocations_unavailable');
  revocations.caughtUp();
  expect(() => revocations.check(token)).not.toThrow();
});

it('reads what it has written, and nothing else', () => {
  const list = [notice('session', 's'), notice('account', 'a', 5)];
  expect(readNotices(writeNotices(list))).toEqual(list);
  expect(() => readNotices('[{"kind":"tenant"}]')).toThrow();
});
