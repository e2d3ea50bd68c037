import { notedEveryMs } from './client-identity';
import type { LinkDevice, LinkState } from './link-state';

const dayMs = 24 * 60 * 60_000;
const longestMs = 10 * 60_000;
/** While something is missing that is asked for with every list. */
const incompleteMs = 10_000;

export interface ListBasis {
  readonly state: LinkState;
  /** The device whose visit is noted with the list, if one is. */
  readonly device: LinkDevice | undefined;
  /** Whether the devices have their addresses in all tunnels they are shown. */
  readonly complete: boolean;
}

/** Until when a list says the same and there is nothing to be noted of it, as long as nobody changes anything. */
export function unchangedUntil({ state, device, complete }: ListBasis, now: Date): number {
  const nowMs = now.getTime();
  const times = [nowMs + (complete ? longestMs : incompleteMs)];
  if (device) times.push(device.seenAt + notedEveryMs);
  const leftMs = (state.expiresAt?.getTime() ?? 0) - nowMs;
  // Lists may say how many days are left, and on the last one how it ends.
  if (leftMs > 0) times.push(nowMs + leftMs - (Math.ceil(leftMs / dayMs) - 1) * dayMs);
  return Math.min(...times);
}
