import { placeFor } from './gate';

const account = { id: '1', tenantId: '1', username: 'admin', role: 'owner', createdAt: '2026-11-21T08:00:00.000Z' };
const session = (mustChangePassword: boolean) => ({ account: { ...account, mustChangePassword } });

jest.mock('next/navigation', () => ({ useRouter: () => ({ replace: () => undefined }) }));

describe('where somebody belongs', () => {
  it('is the sign-in page without a session', () => {
    expect(placeFor('member', undefined)).toBe('/sign-in');
    expect(placeFor('account', undefined)).toBe('/sign-in');
    expect(placeFor('guest', undefined)).toBeUndefined();
  });

  it('is the change of the password while it is due', () => {
    expect(placeFor('member', session(true))).toBe('/change-password');
    expect(placeFor('guest', session(true))).toBe('/change-password');
    expect(placeFor('account', session(true))).toBeUndefined();
  });

  it('is the overview once signed in', () => {
    expect(placeFor('guest', session(false))).toBe('/');
    expect(placeFor('member', session(false))).toBeUndefined();
    expect(placeFor('account', session(false))).toBeUndefined();
  });
});
