import { inProcess } from '@vortex/cache';
import type { Revocations as RevocationList } from '@vortex/contracts/auth';
import { eventually, FakeClock, silentLog } from '@vortex/testing';
import { RevocationFeed } from './revocation-feed';
import { Revocations, revocationTopic, writeNotices } from './revocations';

const token = { sessionId: 's', accountId: 'a', accountRevision: 1 };
const expiresAt = new Date('2030-01-01T00:00:00Z');
const ofSession = (id: string) => ({
  subject: { $case: 'sessionId' as const, value: id },
  beforeRevision: 0n,
  expiresAt,
});
const page = (revocations: RevocationList['revocations'], cursor: string, hasMore = false): RevocationList => ({
  revocations,
  cursor,
  hasMore,
});

let cache: ReturnType<typeof inProcess>;
let feed: RevocationFeed;
let answer: (cursor: string) => Promise<RevocationList>;
let asked: string[];

beforeEach(() => {
  const clock = new FakeClock();
  cache = inProcess(clock);
  asked = [];
  answer = () => Promise.resolve(page([], ''));
  const list = (cursor: string) => {
    asked.push(cursor);
    return answer(cursor);
  };
  feed = new RevocationFeed(new Revocations(clock), list, cache.fanOut, silentLog as never);
});
afterEach(async () => {
  await feed.stop();
  await cache.close();
});

const verdict = async () => {
  try {
    await feed.check(token);
    return 'believed';
  } catch (error) {
    return (error as Error).message;
  }
};

it('asks before it believes the first token, and for all that come meanwhile once', async () => {
  expect(await Promise.all([verdict(), verdict(), verdict()])).toEqual(['believed', 'believed', 'believed']);
  expect(asked).toEqual(['']);
});

it('believes nobody while auth has never answered, and everybody it may as soon as it has', async () => {
  answer = () => Promise.reject(new Error('auth is away'));
  expect(await verdict()).toBe('revocations_unavailable');
  answer = () => Promise.resolve(page([ofSession('other')], ''));
  expect(await verdict()).toBe('believed');
});

it('reads the list to its end, and goes on from there', async () => {
  const pages: Record<string, RevocationList> = {
    '': page([ofSession('x')], 'one', true),
    one: page([ofSession('y')], 'two', true),
    two: page([ofSession('s')], 'end'),
    end: page([], 'end'),
  };
  answer = (cursor) => Promise.resolve(pages[cursor] ?? page([], cursor));
  expect(await verdict()).toBe('session_revoked');
  await feed.refresh();
  expect(asked).toEqual(['', 'one', 'two', 'end']);
});

it('hears at once what is fanned out, also while auth does not answer', async () => {
  feed.start();
  expect(await verdict()).toBe('believed');
  answer = () => Promise.reject(new Error('auth is away'));
  const notice = { kind: 'session' as const, id: 's', beforeRevision: 0, expiresAtMs: expiresAt.getTime() };
  const heard = async () => {
    await cache.fanOut.publish(revocationTopic, writeNotices([notice]));
    return (await verdict()) === 'session_revoked';
  };
  await eventually(heard, { timeoutMs: 1_000 });
});

it('outlives a message that makes no sense', async () => {
  feed.start();
  expect(await verdict()).toBe('believed');
  await cache.fanOut.publish(revocationTopic, 'nonsense');
  answer = () => Promise.resolve(page([ofSession('s')], ''));
  await eventually(async () => (await verdict()) === 'session_revoked', { timeoutMs: 5_000 });
});
