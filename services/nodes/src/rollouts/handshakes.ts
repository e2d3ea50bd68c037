/** What came of a handshake with an inbound, made by the panel as a stranger would. */
export interface Shaken {
  readonly inboundId: string;
  /** Empty when it was done. */
  readonly failure: string;
}

/**
 * Whether a version has broken what worked: handshakes fail that did not before, or those of inbounds that are new.
 *
 * @param before undefined where nobody has noted; then nothing is concluded
 */
export function breaksHandshakes(since: readonly Shaken[], before: readonly Shaken[] | undefined): boolean {
  if (!before || isOutOfSight(before)) return false;
  const failedBefore = new Set(before.filter(hasFailed).map(({ inboundId }) => inboundId));
  return since.some((one) => hasFailed(one) && !failedBefore.has(one.inboundId));
}

/** A server that the panel has never come through to may be well all the same. */
function isOutOfSight(before: readonly Shaken[]): boolean {
  return before.length > 0 && before.every(hasFailed);
}

function hasFailed({ failure }: Shaken): boolean {
  return failure !== '';
}
