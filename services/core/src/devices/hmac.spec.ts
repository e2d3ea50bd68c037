import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { hmac } from './hmac';

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((some) => Buffer.from(some));

describe('the HMAC of what is short', () => {
  it('is the one of everybody else', () => {
    fc.assert(
      fc.property(bytes(64), bytes(256), (key, data) => {
        expect(hmac(key, data.toString('latin1'))).toEqual(createHmac('sha256', key).update(data).digest());
      }),
    );
  });

  it('is refused for a longer key or longer data, rather than made of a part', () => {
    expect(() => hmac(Buffer.alloc(65), '')).toThrow(RangeError);
    expect(() => hmac(Buffer.alloc(32), 'x'.repeat(257))).toThrow(RangeError);
  });
});
