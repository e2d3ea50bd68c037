import type { ServerId } from '../servers/server';

/** What is known of a server of a group when it is looked at. */
export interface FailoverMember {
  readonly serverId: ServerId;
  readonly rank: number;
  /** Between equals its name decides. */
  readonly nameKey: string;
  /** It takes users, serves them, and may carry more. */
  readonly fit: boolean;
  /** Absent: it is new. */
  readonly standing: FailoverStanding | undefined;
}

/** How a server stands in its group. */
export interface FailoverStanding {
  readonly spare: boolean;
  /** Since when it could be shown. Null while it cannot. */
  readonly fitSince: Date | null;
}

/** A group as somebody is shown it. */
export interface FailoverGroup {
  readonly name: string;
  readonly shownServers: number;
  /** Best first. */
  readonly members: readonly { readonly serverId: ServerId; readonly rank: number; readonly spare: boolean }[];
}

/** Who comes back too soon goes again: so long a server has to be fit before it takes its place from another. */
const returnAfterMs = 120_000;

/**
 * How the servers of a group stand now: the best of them are shown, the others are spares. A spare takes the place of one
 * that is not fit at once; the way back takes a while. Where none is fit, they stay as they are.
 */
export function standingsOf(
  members: readonly FailoverMember[],
  shownServers: number,
  now: Date,
): ReadonlyMap<ServerId, FailoverStanding> {
  const inOrder = [...members].sort(byRank);
  const shown = new Set(chosen(inOrder, shownServers, now));
  return new Map(
    inOrder.map((member) => [member.serverId, { spare: !shown.has(member), fitSince: fitSince(member, now) }]),
  );
}

function chosen(inOrder: readonly FailoverMember[], most: number, now: Date): readonly FailoverMember[] {
  const fit = inOrder.filter((member) => member.fit);
  if (fit.length === 0) {
    const before = inOrder.filter(isShown);
    return (before.length > 0 ? before : inOrder).slice(0, most);
  }
  const isSettled = (member: FailoverMember) =>
    isShown(member) || now.getTime() - (fitSince(member, now)?.getTime() ?? 0) >= returnAfterMs;
  const settled = fit.filter(isSettled);
  return [...settled, ...fit.filter((member) => !isSettled(member))].slice(0, most);
}

function isShown({ standing }: FailoverMember): boolean {
  return standing?.spare === false;
}

function fitSince({ fit, standing }: FailoverMember, now: Date): Date | null {
  return fit ? (standing?.fitSince ?? now) : null;
}

export function byRank(one: Ranked, other: Ranked): number {
  return one.rank - other.rank || (one.nameKey < other.nameKey ? -1 : 1);
}

type Ranked = Pick<FailoverMember, 'rank' | 'nameKey'>;
