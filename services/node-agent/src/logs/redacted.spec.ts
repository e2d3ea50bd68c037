import { redacted } from './redacted';

describe('a line of a log', () => {
  it.each([
    ['an address', 'from 203.0.113.7:51234 refused', '203.0.113.7'],
    ['an address of IPv6', 'dial [2001:db8:1::7]:443', '2001:db8:1::7'],
    ['where a customer went', 'open shop.example.com:443', 'shop.example.com'],
    ['a credential of VLESS', 'user 5783a3e7-e373-41cd-8642-c83782b807c5', '5783a3e7'],
    ['a key in base64', 'key oCPEuPbXrwA8nq3mSgkUYzC3K3t8lE9F4mP0aCnzVUM= unknown', 'oCPEuPbXrwA8'],
    ['a short password', '{"password":"hunter2"}', 'hunter2'],
    ['a private key', '-----BEGIN PRIVATE KEY----- MIGHAgEA -----END PRIVATE KEY-----', 'MIGHAgEA'],
  ])('does not tell %s', (_, line, hidden) => {
    const told = redacted(line);
    expect(told).not.toContain(hidden);
    expect(told).toMatch(/\[(?:address|secret)\]/);
  });

  it('still says what happened, when, and about which of our own', () => {
    const line = 'an inbound does not serve all its users 019f2c41-7a10-7000-8000-3f6f2b1a9d55 at 12:04:59';
    expect(redacted(line)).toBe(line);
    expect(redacted('the engine has ended {"pid":4242,"nextMs":200}')).toBe(
      'the engine has ended {"pid":4242,"nextMs":200}',
    );
  });
});
