import fc from 'fast-check';

/** Absent, but for some of a hundred. */
export function rarely(arbitrary, share, absent) {
  return fc.oneof({ arbitrary: fc.constant(absent), weight: 100 - share }, { arbitrary, weight: share });
}
