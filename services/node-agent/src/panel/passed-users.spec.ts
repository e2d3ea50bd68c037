import { FromPanel, UsersPart } from '@vortex/contracts/nodes';
import { ApplyUsersRequest } from '@vortex/contracts/tunnel';
import { passedUsers } from './passed-users';

const users = (count: number) =>
  ApplyUsersRequest.fromPartial({
    ...{ generation: 'g', fromRevision: 3n, toRevision: 4n, removedIds: ['gone'] },
    upserts: Array.from({ length: count }, (_, n) => ({ id: `user-${n}`, devices: [{ id: `device-${n}` }] })),
  });
const sent = (part: UsersPart) => FromPanel.encode({ message: { $case: 'users', value: part } }).finish();

describe('users that are passed on', () => {
  it.each([0, 1, 100, 10_000])('are %d of them byte by byte, and whether more come', (count) => {
    const change = users(count);
    for (const isLast of [true, false]) {
      const passed = passedUsers(sent({ change, isLast }));
      expect(passed?.isLast).toBe(isLast);
      expect(ApplyUsersRequest.decode(passed?.change ?? Buffer.alloc(0))).toEqual(change);
    }
  });

  it('make one change when they are put behind each other', () => {
    const [one, other] = [users(2), users(3)];
    const bytes = [one, other].map((change) => passedUsers(sent({ change, isLast: false }))?.change ?? Buffer.alloc(0));
    expect(ApplyUsersRequest.decode(Buffer.concat(bytes))).toEqual({
      ...other,
      upserts: [...one.upserts, ...other.upserts],
      removedIds: ['gone', 'gone'],
    });
  });

  it('are absent from a part without any', () => {
    expect(passedUsers(sent({ change: undefined, isLast: true }))).toEqual({ change: undefined, isLast: true });
  });

  it('are not found in other messages, in what is cut short, or in what a later panel adds', () => {
    const welcome = { now: undefined, usageIntervalMs: 1, metricsIntervalMs: 1 };
    const other = FromPanel.encode({ message: { $case: 'welcome', value: welcome } }).finish();
    const whole = sent({ change: users(3), isLast: true });
    expect(passedUsers(other)).toBeUndefined();
    for (let end = 0; end < whole.length; end += 1) expect(passedUsers(whole.subarray(0, end))).toBeUndefined();
    const more = Buffer.concat([
      UsersPart.encode({ change: undefined, isLast: true }).finish(),
      Buffer.from([0x18, 1]),
    ]);
    expect(passedUsers(Buffer.concat([Buffer.from([0x1a, more.length]), more]))).toBeUndefined();
  });
});
