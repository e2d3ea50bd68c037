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

/** How long a rollout waits for a look at a server before it gives it a version. */
const patienceMs = 30_000;

/**
 * Whether a server is to be looked at before it is given a version: handshakes failed when it was last looked at, and that may
 * be the doing of a version it had then.
 *
 * @param since when the rollout began, or went on
 */
export function wantsLook(
  known: readonly (Shaken & { readonly checkedAt: string })[],
  since: Date,
  now: Date,
): boolean {
  const isOld = known.every(({ checkedAt }) => new Date(checkedAt) <= since);
  return known.some(hasFailed) && isOld && now.getTime() - since.getTime() < patienceMs;
}

/** A server that the panel has never come through to may be well all the same. */
function isOutOfSight(before: readonly Shaken[]): boolean {
  return before.length > 0 && before.every(hasFailed);
}

function hasFailed({ failure }: Shaken): boolean {
  return failure !== '';
}
