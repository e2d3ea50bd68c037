import { UserStandings } from '@vortex/contracts/tunnel';
import { LeaseWords } from './lease-words';

const told = (untilBytes: bigint, returns = true) =>
  UserStandings.fromPartial({
    users: [{ userId: 'ann', lease: { epoch: 1n, untilBytes, returns }, wantsBytes: true }],
  });

describe('a lease that is to be less', () => {
  it('is told once all instances hold the user to it', () => {
    const words = new LeaseWords(3);
    expect(words.heard('', told(50n)).users).toMatchObject([{ lease: undefined, wantsBytes: true }]);
    expect(words.heard('edge', told(50n)).users[0]?.lease).toBeUndefined();
    expect(words.heard('edge', told(50n)).users[0]?.lease).toBeUndefined();
    expect(words.heard('far', told(50n))).toEqual(told(50n));
  });

  it('is not told where one still holds the user to more', () => {
    const words = new LeaseWords(2);
    words.heard('', told(90n));
    expect(words.heard('edge', told(50n)).users[0]?.lease).toBeUndefined();
    expect(words.heard('', told(50n)).users[0]?.lease?.untilBytes).toBe(50n);
  });

  it('alone is waited for: others are told as they are', () => {
    expect(new LeaseWords(2).heard('', told(50n, false))).toEqual(told(50n, false));
  });
});
