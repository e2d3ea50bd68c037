import fc from 'fast-check';
import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto';
import { base62 } from './base62';
import { type Credentials, credentialsOf, protocols } from './credentials';
import { newSeed } from './seed';

const seed = Buffer.alloc(32, 7).toString('base64url');
const of = (rotations = {}) => credentialsOf(seed, rotations);
/** The names of what is not the same. */
const different = (a: Credentials, b: Credentials) =>
  Object.keys(a).filter((name) => a[name as keyof Credentials] !== b[name as keyof Credentials]);

describe('the credentials of a device', () => {
  it('are the same whenever they are derived, for ever: clients keep them', () => {
    expect(of()).toEqual(of());
    expect(of()).toMatchSnapshot();
  });

  it('are of the forms their protocols want', () => {
    const { vlessId, trojanPassword, wireguardPublicKey, shadowsocks2022Key128, ...rest } = of();
    expect(vlessId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(trojanPassword).toMatch(/^[0-9A-Za-z]{25}$/);
    expect(Buffer.from(wireguardPublicKey, 'base64')).toHaveLength(32);
    expect(Buffer.from(shadowsocks2022Key128, 'base64')).toHaveLength(16);
    expect(Buffer.from(rest.shadowsocks2022Key256, 'base64')).toHaveLength(32);
    const key = Buffer.from(rest.wireguardPrivateKey, 'base64');
    expect([key.readUInt8(0) & 7, key.readUInt8(31) & 192]).toEqual([0, 64]);
  });

  it('are all different from each other, and those of two devices have nothing in common', () => {
    expect(new Set(Object.values(of())).size).toBe(Object.keys(of()).length);
    expect(different(of(), credentialsOf(newSeed(), {}))).toEqual(Object.keys(of()));
  });

  it('are replaced for one protocol alone', () => {
    expect(different(of(), of({ VLESS: 1 }))).toEqual(['vlessId']);
    expect(different(of({ VLESS: 1 }), of({ VLESS: 2 }))).toEqual(['vlessId']);
    expect(different(of(), of({ WIREGUARD: 1 }))).toEqual([
      'wireguardPrivateKey',
      'wireguardPublicKey',
      'wireguardPresharedKey',
    ]);
    const all = Object.fromEntries(protocols.map((protocol) => [protocol, 1]));
    expect(different(of(), of(all))).toEqual(Object.keys(of()));
  });

  it('have the public key of their private key: two devices agree on a secret (RFC 7748 §6.1)', () => {
    const [ann, bob] = [of(), credentialsOf(newSeed(), {})];
    const url = (text: string) => Buffer.from(text, 'base64').toString('base64url');
    const agreed = (mine: Credentials, other: Credentials) => {
      const okp = { kty: 'OKP', crv: 'X25519' };
      const publicKey = createPublicKey({ key: { ...okp, x: url(other.wireguardPublicKey) }, format: 'jwk' });
      const own = { ...okp, d: url(mine.wireguardPrivateKey), x: url(mine.wireguardPublicKey) };
      const privateKey = createPrivateKey({ key: own, format: 'jwk' });
      return diffieHellman({ privateKey, publicKey }).toString('hex');
    };
    expect(agreed(ann, bob)).toBe(agreed(bob, ann));
  });
});

describe('base 62', () => {
  it('has one length for one number of bytes, and loses nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 18, maxLength: 18 }), (bytes) => {
        const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
        const text = base62(bytes);
        const back = Array.from(text).reduce((value, digit) => value * 62n + BigInt(digits.indexOf(digit)), 0n);
        expect(text).toHaveLength(25);
        expect(back).toBe(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
      }),
    );
  });
});
