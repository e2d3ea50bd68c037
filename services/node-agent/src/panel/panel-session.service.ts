import type { Client } from '@grpc/grpc-js';
import type { NodeConfig, Welcome } from '@vortex/contracts/nodes';
import type { EngineHealth, LatencyReport, UserStandings } from '@vortex/contracts/tunnel';
import type { DurableFile } from '../disk/durable-file.store';
import type { NodeEngine } from '../engine/engine.client';
import type { HostProbe } from '../host/host-metrics.probe';
import { type Carried, throughput } from '../host/throughput';
import { type Identity, issuedAt } from '../identity/identity';
import type { Log } from '../log';
import type { LogTail } from '../logs/log-tail.service';
import type { UsageCollector } from '../usage/usage-collector.service';
import { version } from '../version';
import type { Applied } from './applied';
import { CounterReleases } from './counter-releases.service';
import { relay } from './engine-relay.service';
import { Orders } from './orders';
import { PanelStream } from './panel-stream.grpc';

export interface SessionParts {
  readonly engine: NodeEngine;
  readonly usage: UsageCollector;
  readonly applied: DurableFile<Applied>;
  readonly host: HostProbe;
  readonly logs: LogTail;
  readonly log: Log;
  readonly connected: (welcome: Welcome) => void;
  /** Calls back when an engine process was started in the place of another. */
  readonly onEngineStarted: (tell: () => void) => () => void;
}

/** One stream to the panel: hello, then orders in and usage out, until one of the two goes away. */
export class PanelSession {
  private readonly stream: PanelStream;

  constructor(
    client: Client,
    private readonly identity: Identity,
    private readonly parts: SessionParts,
  ) {
    this.stream = new PanelStream(client);
  }

  async run(signal: AbortSignal): Promise<void> {
    const { stream, parts } = this;
    const orders = new Orders(parts.engine, parts.applied);
    const releases = new CounterReleases(parts.engine, parts.usage);
    const close = (): void => stream.close();
    signal.addEventListener('abort', close, { once: true });
    let silence = (): void => undefined;
    let forget = (): void => undefined;
    let metrics: NodeJS.Timeout | undefined;
    try {
      await this.hello();
      forget = parts.onEngineStarted(() => this.noteStarted());
      for await (const message of stream.received()) {
        switch (message.$case) {
          case 'welcome':
            parts.connected(message.value);
            metrics = setInterval(() => void this.sendMetrics(), message.value.metricsIntervalMs || 10_000);
            silence = parts.usage.onUsage(() => void this.sendUsage());
            this.relayEngine();
            void this.sendMetrics();
            void this.sendUsage();
            break;
          case 'config':
            await this.configure(orders, message.value);
            break;
          case 'users': {
            const outcome = await orders.users(message.value);
            if (outcome) await stream.send({ $case: 'users', value: outcome });
            break;
          }
          case 'listSessions':
            await stream.send({ $case: 'sessions', value: await orders.sessions(message.value) });
            break;
          case 'kill':
            await stream.send({ $case: 'killed', value: await orders.kill(message.value) });
            break;
          case 'digestUsers':
            await stream.send({ $case: 'digests', value: await orders.digests(message.value) });
            break;
          case 'tailLogs': {
            const { id, lines } = message.value;
            await stream.send({ $case: 'logs', value: { id, lines: await parts.logs.lines(lines) } });
            break;
          }
          case 'validate':
            await stream.send({ $case: 'validated', value: await orders.validate(message.value) });
            break;
          case 'releaseUsers':
            break; // of no panel there is
          case 'listUnused':
            await stream.send({ $case: 'unused', value: await releases.unused(message.value) });
            break;
          case 'releaseCounters':
            await stream.send({ $case: 'released', value: await releases.release(message.value) });
            break;
          case 'usageTaken':
            parts.usage.journal.taken(message.value.number);
            void this.sendUsage();
            break;
        }
      }
    } finally {
      clearInterval(metrics);
      silence();
      forget();
      signal.removeEventListener('abort', close);
      parts.usage.journal.lost();
      orders.close();
      stream.close();
    }
  }

  private engineStartedAt = 0;
  private isConfiguring = false;
  private isOutdated = false;

  /** Another engine process than that of the hello has to be told of anew. */
  private noteStarted(): void {
    this.isOutdated = true;
    if (!this.isConfiguring) this.stream.close();
  }

  private async configure(orders: Orders, config: NodeConfig): Promise<void> {
    this.isConfiguring = true;
    await this.stream.send({ $case: 'config', value: await orders.config(config) });
    this.isConfiguring = false;
    if (this.isOutdated) this.stream.finish();
  }

  private carried: Carried | undefined;

  private async hello(): Promise<void> {
    const { engine, applied } = this.parts;
    const known = await engine.awaited();
    this.engineStartedAt = known.startedAt?.getTime() ?? 0;
    // An engine without users has lost its files, and with them what was applied.
    const served = known.usersGeneration === '' ? undefined : await applied.read();
    const configHash = served?.request ? served.configHash : '';
    const value = { agentVersion: version, capabilities, engine: known, configHash, now: new Date() };
    await this.stream.send({ $case: 'hello', value });
  }

  /** What the engine tells of by itself, until the stream ends. */
  private relayEngine(): void {
    const { stream, parts } = this;
    const standings = {
      capability: 'standings',
      listen: (engine: NodeEngine, signal: AbortSignal) => engine.standings(signal),
      pass: (value: UserStandings) => stream.send({ $case: 'standings', value }),
    };
    const latencies = {
      capability: 'latencies',
      listen: (engine: NodeEngine, signal: AbortSignal) => engine.latencies(signal),
      pass: (value: LatencyReport) => stream.send({ $case: 'latencies', value }),
    };
    void relay(parts, standings, stream.signal);
    void relay(parts, latencies, stream.signal);
  }

  private async sendUsage(): Promise<void> {
    const { journal } = this.parts.usage;
    const parcel = journal.next();
    if (!parcel) return;
    const isLate = Date.now() - (parcel.report.at?.getTime() ?? 0) > lateMs;
    await this.stream.send({ $case: 'usage', value: { ...parcel, isLate } }).catch(() => journal.lost());
  }

  private async sendMetrics(): Promise<void> {
    const { engine, host: probe, usage, log } = this.parts;
    try {
      const [hello, health, host] = await Promise.all([engine.hello(), engine.health(), probe.metrics()]);
      const startedAt = hello.startedAt?.getTime() ?? 0;
      if (startedAt !== this.engineStartedAt) return this.stream.close();
      await this.stream.send({
        $case: 'metrics',
        value: {
          ...host,
          ...this.throughput(hello.epoch, health),
          engine: health,
          certificateIssuedAt: issuedAt(this.identity),
          certificateExpiresAt: new Date(this.identity.expiresAt),
          now: new Date(),
          engineStartedAt: hello.startedAt,
          reportsWaiting: usage.journal.waiting,
          onlyEpoch: usage.onlyEpoch,
        },
      });
    } catch (err) {
      if (!this.stream.signal.aborted) log.warn({ err }, 'the state of the node could not be told');
    }
  }

  private throughput(epoch: bigint, { uplinkBytes, downlinkBytes }: EngineHealth) {
    const before = this.carried;
    this.carried = { epoch, atMs: performance.now(), uplinkBytes, downlinkBytes };
    return throughput(before, this.carried);
  }
}

/** What this agent does beyond the first version of the contract. */
const capabilities = ['instances', 'logs', 'release_counters', 'session_ids', 'user_digests', 'validate'];
/** A report older than this was not sent as it was made. */
const lateMs = 30_000;
