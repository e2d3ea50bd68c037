import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { hmacWith } from './hmac';

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((some) => Buffer.from(some));

describe('the HMAC of what is short', () => {
  it('is the one of everybody else, as often as it is asked', () => {
    fc.assert(
      fc.property(bytes(64), fc.array(bytes(256), { maxLength: 3 }), (key, some) => {
        const hmac = hmacWith(key);
        for (const data of some) {
          const expected = createHmac('sha256', key).update(data).digest();
          expect(hmac(data.toString('latin1'), 'latin1')).toEqual(expected);
          if (data.length <= 192) expect(hmac(data.toString('base64url'), 'base64url')).toEqual(expected);
        }
      }),
    );
  });

  it('is refused for a longer key or longer data, rather than made of a part', () => {
    expect(() => hmacWith(Buffer.alloc(65))).toThrow(RangeError);
    expect(() => hmacWith(Buffer.alloc(32))('x'.repeat(257), 'latin1')).toThrow(RangeError);
  });
});
