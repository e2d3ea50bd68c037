import { TenantRepository } from '@vortex/auth';
import { StarterService } from '@vortex/core';
import type { Log, RunningPlatform } from '@vortex/kit';
import { type LocalServer, LocalServerService } from '@vortex/nodes';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AgentProcess } from './agent-process';
import { CoverSite } from './cover-site';
import { EngineMissing, engineProgram, type EngineSource } from './engine-program';
import { freePort } from './free-port';
import { type LocalNodeRecord, readRecord, writeRecord } from './local-node-file';

const host = '127.0.0.1';
/** Where people expect them, if nobody else is there. */
const wished = { vless: 8443, shadowsocks: 8388, wireguard: 51820, cover: 0 };

export interface LocalNodeOptions {
  /** Its files. */
  readonly directory: string;
  readonly agentProgram: string;
  readonly engine: EngineSource;
  /** As it is at the moment: a restore ends it and starts another. */
  readonly platform: () => RunningPlatform;
  /** What its programs inherit. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly tell: (line: string) => void;
}

/** A node on the machine of the panel: ready when the panel is, and without anybody's doing. */
export class LocalNode {
  private readonly stopping = new AbortController();
  private cover: CoverSite | undefined;
  private agent: AgentProcess | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly options: LocalNodeOptions) {}

  /** Returns at once: nobody waits for an engine that is still being built. */
  start(): void {
    this.running = this.bringUp().catch((error: unknown) => {
      if (this.stopping.signal.aborted) return;
      if (error instanceof EngineMissing) this.options.tell(`· This machine carries no traffic: ${error.message}`);
      else this.options.log.error({ err: error }, 'the node of this machine could not be brought up');
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.agent?.stop();
    await this.cover?.close();
  }

  private async bringUp(): Promise<void> {
    const { directory, agentProgram, engine, log, tell } = this.options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const recordFile = join(directory, 'local-node.json');
    const known = await readRecord(recordFile);
    // The panel's side first: it is there at once, the engine may take minutes.
    const record = known ?? (await this.make(recordFile));
    this.cover = await CoverSite.open(record.coverPort);
    if (!record.offered) await this.offer(recordFile, record);
    const program = await engineProgram(engine, this.stopping.signal);
    const servers = this.container('nodes').get(LocalServerService);
    const addresses = servers.addresses.join(',');
    this.agent = new AgentProcess(
      agentProgram,
      {
        ...this.options.environment,
        VORTEX_AGENT_HOME: directory,
        VORTEX_TUNNEL: program,
        VORTEX_PANEL_ADDRESSES: addresses,
        VORTEX_AGENT_STOPS_ENGINE: 'true',
        VORTEX_LOG_LEVEL: log.level === 'debug' ? 'debug' : 'error',
      },
      log,
    );
    if (!(await isThere(join(directory, 'identity')))) {
      await this.agent.run('enrol', addresses, await servers.enrolmentToken(record as LocalNodeRecord & LocalServer));
    }
    if (this.stopping.signal.aborted) return;
    this.agent.keepRunning();
    tell(`✔ This machine carries traffic: ${record.inbounds.map(({ name }) => name).join(', ')}`);
  }

  private async make(recordFile: string): Promise<LocalNodeRecord> {
    const [vless, shadowsocks, wireguard, coverPort] = [
      await freePort(wished.vless, host),
      await freePort(wished.shadowsocks, host),
      await freePort(wished.wireguard, host),
      await freePort(wished.cover, host),
    ];
    const tenantId = await this.container('auth').get(TenantRepository).operatorId();
    if (!tenantId) throw new Error('there is no operator yet');
    const made = await this.container('nodes')
      .get(LocalServerService)
      .make(tenantId, {
        ...{ address: host, listen: host, ports: { vless, shadowsocks, wireguard } },
        cover: { target: `${host}:${coverPort}`, name: 'localhost' },
      });
    const record = { ...made, inbounds: [...made.inbounds], coverPort, offered: false };
    await writeRecord(recordFile, record);
    return record;
  }

  private async offer(recordFile: string, record: LocalNodeRecord): Promise<void> {
    const { tenantId, inbounds } = record as LocalNodeRecord & LocalServer;
    await this.container('core').get(StarterService).offer(tenantId, inbounds, host);
    await writeRecord(recordFile, { ...record, offered: true });
  }

  private container(service: string) {
    const handle = this.options.platform().services.get(service);
    if (!handle) throw new Error(`the service ${service} is missing`);
    return {
      get: <T>(token: abstract new (...args: never[]) => T): T => handle.app.get(token as never, { strict: false }),
    };
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
