import type { Log } from '@vortex/kit';
import type { CounterOrder } from '../usage/counter-order';
import type { AgentQuestions } from './agent-questions';
import type { CounterRelease, CountingNode } from './counter-release.service';

/** At first spread, like comparisons. */
const firstLookMs = 60_000;
const lookMs = 60_000;
const soonMs = 1_000;
/** An engine that does not answer keeps nobody's users waiting. */
const afterFailureMs = 30_000;

/** Counters of one stream's engine that nobody can add to: found beside other work, released between changes of users. */
export class UnusedCounters {
  private found: CounterOrder | undefined;
  /** Nobody knows whether the engine has done what it was told, until it says so. */
  private isUnresolved = true;
  private isLooking = false;
  private lookAtMs = performance.now() + firstLookMs * (0.5 + Math.random());
  private releaseAtMs = 0;

  /** @param ready called when there is something to release */
  constructor(
    private readonly node: CountingNode,
    private readonly agent: AgentQuestions,
    private readonly releases: CounterRelease,
    private readonly log: Log,
    private readonly ready: () => void,
  ) {}

  /** Does not wait until it is time to. */
  hurry(): void {
    this.lookAtMs = 0;
  }

  /** Before users change: nobody may come back while the engine releases. */
  async release(): Promise<void> {
    const { node, agent, releases, found } = this;
    if (!(this.isUnresolved || found) || performance.now() < this.releaseAtMs || !releases.isKnownTo(agent)) return;
    try {
      if (this.isUnresolved) await releases.resolve(node, agent);
      this.isUnresolved = true;
      this.found = undefined;
      if (found) await releases.release(node, found, agent);
      this.isUnresolved = false;
    } catch (err) {
      this.releaseAtMs = performance.now() + afterFailureMs;
      this.log.warn({ err, serverId: node.serverId }, 'counters that are not used could not be released');
    }
  }

  /** Beside everything else. @param revision that the engine has acknowledged */
  look(revision: bigint): void {
    const isDue = performance.now() >= this.lookAtMs;
    if (!isDue || this.isLooking || this.isUnresolved || !this.releases.isKnownTo(this.agent)) return;
    this.isLooking = true;
    void this.find(revision).finally(() => (this.isLooking = false));
  }

  private async find(revision: bigint): Promise<void> {
    const { node, agent, releases, log } = this;
    this.lookAtMs = performance.now() + lookMs * (0.9 + 0.2 * Math.random());
    try {
      this.found = await releases.find(node, revision, agent);
    } catch (err) {
      log.debug({ err, serverId: node.serverId }, 'a node has not told which counters are not used');
    }
    if (!this.found) return;
    this.lookAtMs = performance.now() + soonMs; // what is left becomes free by what is released
    this.ready();
  }
}
