import type { AgentHello, ConnectRequest, NodeMetrics } from '@vortex/contracts/nodes';
import type { UsageReport } from '@vortex/contracts/tunnel';
import { type Clock, newId } from '@vortex/kit';
import { isSkewed } from '../incidents/incident';
import type { Incidents } from '../incidents/incidents.service';
import type { LatencyService } from '../latency/latency.service';
import type { QuotaRepository } from '../quota/quota.repository';
import type { ServerId } from '../servers/server';
import type { CounterReleases } from '../usage/counter-releases.service';
import type { NodeUsageService } from '../usage/node-usage.service';
import { AgentQuestions } from './agent-questions';
import type { AgentStream } from './agent-stream.grpc';
import { takesInstances } from './instance-capability';
import { NodeSync, type SyncParts } from './node-sync.service';
import type { NodeReport } from './node.repository';
import type { NodeWake, WakeReason } from './node-wake.service';
import type { OpenAgents } from './open-agents.service';

const usageIntervalMs = 1_000;
const metricsIntervalMs = 10_000;
/** Where words of a change are lost, it is found out so late. */
const lookMs = 5_000;

export interface SessionParts extends SyncParts {
  readonly usage: NodeUsageService;
  readonly releases: CounterReleases;
  readonly quota: QuotaRepository;
  readonly latencies: LatencyService;
  readonly wake: NodeWake;
  readonly agents: OpenAgents;
  readonly incidents: Incidents;
  readonly clock: Clock;
  /** Throws where the server's identity was withdrawn. */
  readonly recheck: () => Promise<void>;
}

type Told = Exclude<NonNullable<ConnectRequest['message']>, { $case: 'hello' }>;

/** One agent's stream, from its hello to its end. */
export class AgentSession {
  readonly sessionId: string = newId();
  private sync: NodeSync | undefined;
  private questions: AgentQuestions | undefined;
  private unlist = (): void => undefined;
  private skewMs = 0;
  private epoch = 0n;
  /** Nothing is left of others. */
  private isOnlyEpoch = false;
  private latestReport: { readonly epoch: bigint; readonly atMs: number } | undefined;

  constructor(
    readonly serverId: ServerId,
    private readonly stream: AgentStream,
    private readonly parts: SessionParts,
  ) {}

  /** Until the agent leaves, or another stream of the same server takes its place. */
  async run(): Promise<void> {
    const { serverId, stream, parts } = this;
    let unsubscribe = (): void => undefined;
    const timer = setInterval(() => this.sync?.touch(), lookMs).unref();
    try {
      for await (const message of stream.received()) {
        if (message.$case === 'hello') {
          await this.begin(message.value);
          unsubscribe();
          unsubscribe = parts.wake.on(serverId, (what) => this.heard(what));
          this.sync?.touch();
        } else if (this.sync) await this.take(message, this.sync);
        else throw new Error('an agent did not say hello first');
      }
    } finally {
      clearInterval(timer);
      unsubscribe();
      this.unlist();
      stream.end();
      await parts.nodes.end(serverId, this.sessionId).catch(() => undefined);
    }
  }

  private async begin(hello: AgentHello): Promise<void> {
    const { serverId, sessionId, parts } = this;
    const now = parts.clock.now();
    this.noteClock(hello.now ? hello.now.getTime() - now.getTime() : 0);
    const epoch = BigInt.asIntN(64, hello.engine?.epoch ?? 0n);
    this.epoch = epoch;
    this.isOnlyEpoch = false;
    await parts.nodes.begin(serverId, sessionId, epoch, now);
    await parts.usage.settled(serverId); // or what was used of the leases of another epoch would be to be had again
    await parts.quota.dropOtherEpochs(serverId, epoch);
    this.questions = new AgentQuestions(this.stream, capabilitiesOf(hello));
    const report = {
      agentVersion: hello.agentVersion,
      engineVersion: hello.engine?.version ?? '',
      takesInstances: takesInstances(this.questions),
      clockSkewMs: this.skewMs,
    };
    await parts.nodes.seen(serverId, sessionId, report, now);
    await this.stream.send({ $case: 'welcome', value: { now, usageIntervalMs, metricsIntervalMs } });
    this.unlist();
    this.unlist = parts.agents.add(serverId, this.questions);
    this.sync = new NodeSync({ serverId, sessionId, epoch }, this.stream, this.questions, parts, hello);
  }

  private async take(message: Told, sync: NodeSync): Promise<void> {
    switch (message.$case) {
      case 'config':
        return sync.configOutcome.heard(message.value);
      case 'users':
        return sync.usersOutcome.heard(message.value);
      case 'usage': {
        const { number, report } = message.value;
        const { usage } = this.parts;
        if (report && !(await usage.take(this, report, this.skewMs, this.isLatest(report)))) return this.replaced();
        return this.stream.send({ $case: 'usageTaken', value: { number } });
      }
      case 'standings':
        return this.parts.leases.heard(this.serverId, message.value);
      case 'latencies':
        return this.parts.latencies.heard(this.serverId, message.value);
      case 'metrics':
        return this.noteMetrics(message.value);
      case 'sessions':
      case 'killed':
      case 'logs':
      case 'digests':
      case 'validated':
      case 'unused':
      case 'released':
        return this.questions?.heard(message);
    }
  }

  private async noteMetrics(metrics: NodeMetrics): Promise<void> {
    const { serverId, sessionId, parts } = this;
    const now = parts.clock.now();
    if (metrics.now) this.noteClock(metrics.now.getTime() - now.getTime());
    const counts = await parts.nodes.seen(serverId, sessionId, reportOf(metrics, this.skewMs), now);
    if (!counts) return this.replaced();
    await this.noteEpoch(metrics.onlyEpoch);
    await parts.recheck();
  }

  private replaced(): void {
    this.stream.fail({ code: aborted, details: 'replaced' });
  }

  /** Counters of an epoch that its agent will not tell of any more are of no use. */
  private async noteEpoch(only: bigint | undefined): Promise<void> {
    const { epoch, serverId, parts } = this;
    if (only === undefined || this.isOnlyEpoch || BigInt.asIntN(64, only) !== epoch) return;
    this.isOnlyEpoch = await parts.releases.dropOtherEpochs(serverId, epoch);
  }

  /** Of the reports of this stream. The first may be one that was sent before. */
  private isLatest({ at, epoch }: UsageReport): boolean {
    const atMs = at?.getTime() ?? 0;
    const before = this.latestReport;
    if (before?.epoch !== epoch || atMs > before.atMs) this.latestReport = { epoch, atMs };
    return before?.epoch === epoch && atMs > before.atMs;
  }

  private noteClock(skewMs: number): void {
    this.skewMs = skewMs;
    const { serverId, parts } = this;
    if (isSkewed(skewMs)) parts.incidents.note({ kind: 'clock_skewed', serverId, facts: { skewMs: String(skewMs) } });
  }

  private heard(what: WakeReason): void {
    if (what === 'revoked') void this.reconsider();
    else if (what === 'compare') this.sync?.compare();
    else this.sync?.touch();
  }

  private async reconsider(): Promise<void> {
    await this.parts
      .recheck()
      .catch(() => this.stream.fail({ code: permissionDenied, details: 'certificate_refused' }));
  }
}

function capabilitiesOf({ capabilities, engine }: AgentHello): readonly string[] {
  return [...capabilities, ...(engine?.capabilities ?? []).map((name) => `engine.${name}`)];
}

/** gRPC's statuses. */
const permissionDenied = 7;
const aborted = 10;

function reportOf(metrics: NodeMetrics, clockSkewMs: number): NodeReport {
  const { engine, loadOneMinute, memoryBytes, memoryFreeBytes, processors, processorsUsedMilli } = metrics;
  const { certificateIssuedAt, certificateExpiresAt, engineStartedAt } = metrics;
  return {
    ...{ clockSkewMs, loadOneMinute, processors, processorsUsedMilli },
    engineHealthy: engine?.healthy ?? false,
    users: Number(engine?.users ?? 0n),
    sessions: Number(engine?.sessions ?? 0n),
    sessionsAccepted: Number(engine?.sessionsAccepted ?? 0n),
    sessionsRefused: Number(engine?.sessionsRefused ?? 0n),
    memoryBytes: Number(memoryBytes),
    memoryFreeBytes: Number(memoryFreeBytes),
    uplinkBytesPerSecond: Number(metrics.uplinkBytesPerSecond),
    downlinkBytesPerSecond: Number(metrics.downlinkBytesPerSecond),
    ...(engineStartedAt ? { engineStartedAt: engineStartedAt.toISOString() } : {}),
    ...(certificateIssuedAt ? { certificateIssuedAt: certificateIssuedAt.toISOString() } : {}),
    ...(certificateExpiresAt ? { certificateExpiresAt: certificateExpiresAt.toISOString() } : {}),
  };
}
