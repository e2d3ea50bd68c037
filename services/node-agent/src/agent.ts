import { mkdir, stat } from 'node:fs/promises';
import { EngineGroup } from './engine/engine-group.service';
import { EngineInstances } from './engine/engine-instances.service';
import { divided } from './engine/instance';
import { HostProbe } from './host/host-metrics.probe';
import { enrol } from './identity/enrolment';
import { identityFile, issuedAt } from './identity/identity';
import type { Log } from './log';
import type { LogRing } from './logs/log-ring';
import { LogTail } from './logs/log-tail.service';
import { appliedFile } from './panel/applied';
import { PanelConnection } from './panel/panel-connection.service';
import { enginePlaces, type Places, placesIn, type Settings } from './config';
import { type Status, writeStatus } from './status';
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
  private readonly instances: EngineInstances;
  private engine: EngineGroup | undefined;
  private usage: UsageCollector | undefined;
  private connection: PanelConnection | undefined;
  private timer: NodeJS.Timeout | undefined;
  private panel = 'not connected yet';
  private clockSkewMs: number | undefined;
  private readonly startedAt = new Date();

  constructor(
    private readonly settings: Settings,
    private readonly log: Log,
    private readonly logged: LogRing,
  ) {
    this.places = placesIn(settings);
    this.instances = new EngineInstances(settings, log);
  }

  async start(): Promise<void> {
    const { places, settings, log, instances } = this;
    await mkdir(settings.home, { recursive: true, mode: 0o700 });
    const file = identityFile(places.identity);
    const { panelAddresses, enrolmentToken } = settings;
    if (!(await file.read()) && enrolmentToken !== '' && panelAddresses.length > 0)
      await file.write(await enrol(panelAddresses, enrolmentToken));
    const known = await file.read();
    if (!known) throw new NotEnrolled();
    const identity = panelAddresses.length > 0 ? { ...known, addresses: panelAddresses } : known;
    const applied = appliedFile(places.applied);
    const serves = (await applied.read())?.request;
    // The engines first: they serve what they have served before, whoever else is there.
    await instances.start(serves ? divided(serves).keys() : []);
    const engine = new EngineGroup(instances, log, serves);
    const usage = new UsageCollector(engine, places.journal, log);
    this.engine = engine;
    this.usage = usage;
    await usage.start();
    this.connection = new PanelConnection(identity, file, {
      ...{ engine, usage, log, host: new HostProbe(settings.home) },
      logs: new LogTail(this.logged, () => instances.all.map(({ name }) => enginePlaces(settings, name).engineLog)),
      onEngineStarted: (tell) => instances.onStarted(tell),
      applied,
      connected: ({ now }) => {
        this.panel = 'connected';
        if (now) this.clockSkewMs = Date.now() - now.getTime();
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
    await this.usage?.stop();
    await (this.settings.stopsEngine ? this.instances.end() : this.instances.leave());
  }

  /** For `vortex-agent status`, which asks no process. */
  private async writeStatus(): Promise<void> {
    await writeStatus(this.places.status, await this.status()).catch((err: unknown) =>
      this.log.warn({ err }, 'the status could not be written'),
    );
  }

  private async status(): Promise<Status> {
    const { engine, places, usage, panel, clockSkewMs } = this;
    const [hello, health] = engine ? await Promise.all([engine.hello(), engine.health()]).catch(() => []) : [];
    const [known, applied] = await Promise.all([
      identityFile(places.identity).read(),
      appliedFile(places.applied).read(),
    ]);
    return {
      ...{ version, pid: process.pid, startedAt: this.startedAt.toISOString(), writtenAt: new Date().toISOString() },
      ...{ serverId: known?.serverId ?? '', panel, panelAddresses: known?.addresses ?? [] },
      ...(clockSkewMs === undefined ? {} : { clockSkewMs }),
      certificateIssuedAt: known ? issuedAt(known).toISOString() : '',
      certificateExpiresAt: known?.expiresAt ?? '',
      ...(this.instances.all.length > 1 && { instances: await this.instances.states() }),
      engine: health ? (health.healthy ? 'healthy' : 'degraded') : 'not running',
      ...(hello && { engineVersion: hello.version, usersRevision: String(hello.usersRevision) }),
      ...(hello?.startedAt && { engineStartedAt: hello.startedAt.toISOString() }),
      users: Number(health?.users ?? 0n),
      sessions: Number(health?.sessions ?? 0n),
      inbounds: Number(health?.inbounds ?? 0n),
      configHash: applied?.configHash ?? '',
      ...(applied && { configAppliedAt: (await stat(places.applied)).mtime.toISOString() }),
      countersWaiting: usage?.journal.waiting ?? 0,
      journalBytes: (await stat(places.journal).catch(() => undefined))?.size ?? 0,
    };
  }
}
