import { mkdir, writeFile } from 'node:fs/promises';
import { Engine } from './engine/engine.client';
import { EngineProcess } from './engine/engine-process.service';
import { HostProbe } from './host/host-metrics.probe';
import { identityFile } from './identity/identity';
import type { Log } from './log';
import type { LogRing } from './logs/log-ring';
import { LogTail } from './logs/log-tail.service';
import { appliedFile } from './panel/applied';
import { PanelConnection } from './panel/panel-connection.service';
import { type Places, placesIn, type Settings } from './config';
import { UsageCollector } from './usage/usage-collector.service';
import { version } from './version';

const statusMs = 5_000;

/** This server was never given an identity. */
class NotEnrolled extends Error {
  constructor() {
    super('this server is not enrolled: run vortex-agent enrol <host:port> <token>');
  }
}

/** One node: its engine, and its stream to the panel. */
export class Agent {
  private readonly places: Places;
  private readonly engineProcess: EngineProcess;
  private readonly engine: Engine;
  private readonly usage: UsageCollector;
  private connection: PanelConnection | undefined;
  private timer: NodeJS.Timeout | undefined;
  private panel = 'not connected yet';
  private readonly startedAt = new Date();

  constructor(
    private readonly settings: Settings,
    private readonly log: Log,
    private readonly logged: LogRing,
  ) {
    this.places = placesIn(settings);
    this.engine = new Engine(this.places.socket);
    const startedAt = async () => (await this.engine.hello()).startedAt?.getTime() ?? 0;
    this.engineProcess = new EngineProcess(settings.tunnel, this.places, startedAt, log);
    this.usage = new UsageCollector(this.engine, this.places.journal, log);
  }

  async start(): Promise<void> {
    const { places, settings, log, engine, usage } = this;
    await mkdir(settings.home, { recursive: true, mode: 0o700 });
    const file = identityFile(places.identity);
    const known = await file.read();
    if (!known) throw new NotEnrolled();
    const { panelAddresses } = settings;
    const identity = panelAddresses.length > 0 ? { ...known, addresses: panelAddresses } : known;
    // The engine first: it serves what it has served before, whoever else is there.
    this.engineProcess.start();
    await usage.start();
    this.connection = new PanelConnection(identity, file, {
      ...{ engine, usage, log, host: new HostProbe(settings.home) },
      logs: new LogTail(this.logged, places.engineLog),
      applied: appliedFile(places.applied),
      connected: () => {
        this.panel = 'connected';
        log.info({ serverId: identity.serverId }, 'connected to the panel');
        void this.writeStatus();
      },
      disconnected: (why) => {
        this.panel = why;
        void this.writeStatus();
      },
    });
    this.connection.start();
    this.timer = setInterval(() => void this.writeStatus(), statusMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.connection?.stop();
    await this.usage.stop();
    await (this.settings.stopsEngine ? this.engineProcess.end() : this.engineProcess.leave());
    this.engine.close();
  }

  /** For `vortex-agent status`, which asks no process. */
  private async writeStatus(): Promise<void> {
    const health = await this.engine.health().catch(() => undefined);
    const status = {
      version,
      pid: process.pid,
      startedAt: this.startedAt.toISOString(),
      writtenAt: new Date().toISOString(),
      panel: this.panel,
      engine: health ? (health.healthy ? 'healthy' : 'degraded') : 'not running',
      users: Number(health?.users ?? 0n),
      sessions: Number(health?.sessions ?? 0n),
      inbounds: Number(health?.inbounds ?? 0n),
      countersWaiting: this.usage.journal.waiting,
    };
    await writeFile(this.places.status, `${JSON.stringify(status, undefined, 2)}\n`, { mode: 0o600 }).catch(
      (err: unknown) => this.log.warn({ err }, 'the status could not be written'),
    );
  }
}
