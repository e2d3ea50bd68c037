import { act, renderHook } from '@testing-library/react';
import { useTyped } from './use-typed';

/** A search over an address whose news come when the test lets them. */
function search() {
  let shown = new URLSearchParams();
  const put: string[] = [];
  const set = (changes: Readonly<Record<string, string | undefined>>) => void put.push(changes['q'] ?? '');
  const hook = renderHook(() => useTyped({ get: (name) => shown.get(name) ?? undefined, set }));
  const lead = (text: string) => {
    shown = new URLSearchParams(text && { q: text });
    hook.rerender();
  };
  return { hook, put, lead, type: (text: string) => act(() => hook.result.current.setText(text)) };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());
const pause = () => act(() => jest.advanceTimersByTime(1_000));

it('puts what is typed into the address once its writer pauses', () => {
  const { hook, put, type } = search();
  type('an');
  expect(put.at(-1)).toBe('');
  pause();
  expect(put.at(-1)).toBe('an');
  expect(hook.result.current.settled).toBe('an');
});

it('keeps what was typed while the address was still on its way', () => {
  const { hook, lead, type } = search();
  type('an');
  pause();
  type('anna');
  lead('an');
  expect(hook.result.current.text).toBe('anna');
});

it('follows the address where somebody goes back or opens a link', () => {
  const { hook, lead, type } = search();
  type('an');
  pause();
  lead('an');
  lead('');
  expect(hook.result.current.text).toBe('');
  lead('boris');
  pause();
  expect(hook.result.current.settled).toBe('boris');
});
