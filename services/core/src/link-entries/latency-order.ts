const leastMarginMs = 10;
const leastMarginPercent = 20;

/** One is nearer than the other by more than what measurements differ anyway. */
function clearlyNearer(oneMs: number, otherMs: number): boolean {
  return otherMs - oneMs >= Math.max(leastMarginMs, (otherMs * leastMarginPercent) / 100);
}

/**
 * The same in another order: nobody stands before one that is clearly nearer. Otherwise they stay as they were given, and who
 * was not measured keeps its place.
 */
export function nearestFirst<One>(given: readonly One[], latencyMs: (one: One) => number | undefined): readonly One[] {
  const waiting = given.flatMap((one) => {
    const ms = latencyMs(one);
    return ms === undefined ? [] : [{ one, ms }];
  });
  if (waiting.length < 2) return given;
  return given.map((one) => {
    if (latencyMs(one) === undefined) return one;
    const nearestMs = Math.min(...waiting.map(({ ms }) => ms));
    const at = waiting.findIndex(({ ms }) => !clearlyNearer(nearestMs, ms));
    const [next] = waiting.splice(at, 1);
    return next ? next.one : one;
  });
}
