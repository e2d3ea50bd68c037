import type { UsersPart } from '@vortex/contracts/nodes';
import type { UsageCounter } from '@vortex/contracts/tunnel';
import type { AgentDouble } from './agent-double';

const pollMs = 5;

/** The moments at which an agent can be cut off while counters are released. */
export type CutAt = 'asked' | 'ordered' | 'released';

/**
 * An engine and its agent, as far as counters go: it follows changes of users, counts, reports, and releases what nobody uses.
 * What it has counted outlives every cut.
 */
export class CountingEngine {
  readonly counters = new Map<string, UsageCounter>();
  /** Of whom it has what they were charged. */
  readonly charged = new Set<string>();
  readonly present = new Set<string>();
  /** All that ever flowed. */
  carried = 0n;
  /** Cuts the agent off at the next such moment. */
  cutAt: CutAt | undefined;
  private agent: AgentDouble | undefined;
  private generation = '';
  private revision = 0n;
  private reports = 0n;
  private timer: NodeJS.Timeout | undefined;

  /** @param dial makes an agent of the same identity anew */
  constructor(
    private readonly dial: () => AgentDouble,
    private readonly inboundTag: string,
    readonly epoch = 7n,
    private readonly capabilities = ['release_counters'],
  ) {}

  connect(): void {
    const { generation: usersGeneration, revision: usersRevision, capabilities, epoch } = this;
    this.cut();
    this.agent = this.dial();
    this.agent.connect({ capabilities, engine: { version: '1', epoch, capabilities, usersGeneration, usersRevision } });
    this.timer = setInterval(() => this.obey(), pollMs);
  }

  get isConnected(): boolean {
    return this.agent !== undefined;
  }

  /** The stream ends, and what is on its way is lost or not. */
  cut(): void {
    clearInterval(this.timer);
    this.agent?.close();
    this.agent = undefined;
  }

  carry(userId: string, bytes: bigint): void {
    if (!this.present.has(userId)) return;
    const key = { userId, deviceId: userId, inboundTag: this.inboundTag };
    const { downlinkBytes } = this.counters.get(userId) ?? { downlinkBytes: 0n };
    this.counters.set(userId, { ...key, uplinkBytes: 0n, downlinkBytes: downlinkBytes + bytes });
    this.carried += bytes;
  }

  /** All counters as they stand, or as they were said to stand. */
  report(counters: readonly UsageCounter[] = [...this.counters.values()]): void {
    this.reports += 1n;
    const report = { epoch: this.epoch, at: new Date(), counters, charges: [] };
    this.agent?.send({ $case: 'usage', value: { number: this.reports, report } });
  }

  metrics(given: object): void {
    this.agent?.send({ $case: 'metrics', value: { now: new Date(), engine: { healthy: true }, ...given } });
  }

  private obey(): void {
    for (const message of this.agent?.received.splice(0) ?? []) {
      if (message.$case === 'config') this.agent?.send({ $case: 'config', value: { hash: message.value.hash } });
      if (message.$case === 'users') this.follow(message.value);
      if (message.$case === 'listUnused') {
        if (this.isCut('asked')) return;
        this.agent?.send({ $case: 'unused', value: { id: message.value.id, unused: this.unused() } });
      }
      if (message.$case === 'releaseCounters') {
        if (this.isCut('ordered')) return;
        const released = this.release(message.value.request);
        if (this.isCut('released')) return;
        this.agent?.send({ $case: 'released', value: { id: message.value.id, released } });
      }
    }
  }

  private follow({ change, isLast }: UsersPart): void {
    if (!change) return;
    if (change.snapshot && change.generation !== this.generation) this.present.clear();
    for (const { id } of change.upserts) {
      this.present.add(id);
      this.charged.add(id);
    }
    for (const id of change.removedIds) this.present.delete(id);
    this.generation = change.generation;
    if (!isLast) return;
    this.revision = change.toRevision;
    this.agent?.send({ $case: 'users', value: { generation: this.generation, revision: this.revision } });
  }

  private unused() {
    const counters = [...this.counters.values()].filter(({ userId }) => !this.present.has(userId));
    const userIds = [...this.charged].filter((id) => !this.present.has(id) && !this.counters.has(id));
    return { epoch: this.epoch, counters, userIds, more: false };
  }

  private release(order: { counters: UsageCounter[]; userIds: string[] } | undefined) {
    const kept: UsageCounter[] = [];
    for (const ordered of order?.counters ?? []) {
      const counter = this.counters.get(ordered.userId);
      if (!counter) continue;
      if (this.present.has(ordered.userId) || counter.downlinkBytes !== ordered.downlinkBytes) kept.push(counter);
      else this.counters.delete(ordered.userId);
    }
    const keptUserIds = (order?.userIds ?? []).filter((id) => this.present.has(id) || this.counters.has(id));
    for (const id of order?.userIds ?? []) if (!keptUserIds.includes(id)) this.charged.delete(id);
    return { kept, keptUserIds, releases: 1n };
  }

  private isCut(at: CutAt): boolean {
    if (this.cutAt !== at) return false;
    this.cutAt = undefined;
    this.cut();
    return true;
  }
}
