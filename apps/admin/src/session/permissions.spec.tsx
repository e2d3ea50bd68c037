import { act, renderHook } from '@testing-library/react';
import { useActing } from './acting.store';
import { useOwns } from './permissions';
import { useSession } from './session.store';

const [operator, reseller] = ['operator-id', 'reseller-id'];

function owned(): readonly string[] {
  const { result } = renderHook(useOwns);
  return [operator, reseller].filter((tenantId) => result.current(tenantId));
}

beforeEach(() => {
  const account = { tenantId: operator } as Parameters<ReturnType<typeof useSession.getState>['begin']>[0]['account'];
  act(() => useSession.getState().begin({ account }));
});
afterEach(() => act(() => useActing.getState().actFor(undefined)));

it('counts as one’s own what belongs to one’s tenant', () => {
  expect(owned()).toEqual([operator]);
});

it('counts what the operator shares as somebody else’s while one acts for a reseller', () => {
  act(() => useActing.getState().actFor({ slug: 'north-star', name: 'North Star' }));
  expect(owned()).toEqual([reseller]);
});
