import type { IncidentKind } from './incident';

export interface Tallied {
  readonly kind: IncidentKind;
  /** Empty where nobody knows. */
  readonly serverId: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Of different servers and kinds at once: more than there are servers. */
const most = 10_000;

/** How often each server did what, since it was told of last. */
export class IncidentTally {
  private readonly entries = new Map<string, Tallied>();

  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  add(kind: IncidentKind, serverId: string, at: Date): void {
    this.merge({ kind, serverId, count: 1, firstAt: at, lastAt: at });
  }

  take(): readonly Tallied[] {
    const taken = [...this.entries.values()];
    this.entries.clear();
    return taken;
  }

  /** What was taken and could not be told. */
  putBack(tallied: readonly Tallied[]): void {
    for (const one of tallied) this.merge(one);
  }

  private merge(one: Tallied): void {
    const key = `${one.kind} ${one.serverId}`;
    const known = this.entries.get(key);
    if (!known && this.entries.size >= most) return;
    const times = [one, ...(known ? [known] : [])].flatMap(({ firstAt, lastAt }) => [+firstAt, +lastAt]);
    const [firstAt, lastAt] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
    this.entries.set(key, { ...one, count: one.count + (known?.count ?? 0), firstAt, lastAt });
  }
}
