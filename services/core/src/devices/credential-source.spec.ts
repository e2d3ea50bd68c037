import fc from 'fast-check';
import { hkdfSync } from 'node:crypto';
import { base62 } from './base62';
import { credentialsOf, credentialSource } from './credentials';

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('the source of a device’s credentials', () => {
  it('is HKDF, as the library has it', () => {
    fc.assert(
      fc.property(seed, fc.nat(99), (bytes, rotation) => {
        const text = Buffer.from(bytes).toString('base64url');
        const info = `vortex.device.1:TROJAN:password:${rotation}`;
        const expected = base62(Buffer.from(hkdfSync('sha256', Buffer.from(bytes), '', info, 18)));
        expect(credentialSource(text, { TROJAN: rotation })('trojanPassword')).toBe(expected);
      }),
    );
  });

  it('gives one by one what is given of all at once', () => {
    const text = Buffer.alloc(32, 3).toString('base64url');
    const all = credentialsOf(text, { VLESS: 2 });
    const one = credentialSource(text, { VLESS: 2 });
    expect(Object.fromEntries(Object.keys(all).map((name) => [name, one(name as keyof typeof all)]))).toEqual(all);
  });
});
