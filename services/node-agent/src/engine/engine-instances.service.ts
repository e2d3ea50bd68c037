import { readdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log';
import { enginePlaces, type Settings } from '../config';
import { Engine } from './engine.client';
import { EngineProcess } from './engine-process.service';
import { mainInstance } from './instance';

interface Instance {
  readonly name: string;
  readonly engine: Engine;
  readonly process: EngineProcess;
}

const lookMs = 250;
/** As long as an engine drains. */
const leavingMs = 30_000;

/** The engine processes of this node, each kept running by itself: one that dies takes nobody else's connections along. */
export class EngineInstances {
  private readonly running = new Map<string, Instance>();
  /** Those that serve nothing new, by what becomes of them. They are told of users as long as somebody is connected. */
  private readonly leaving = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly heard = new Set<() => void>();

  constructor(
    private readonly settings: Pick<Settings, 'home' | 'tunnel'>,
    private readonly log: Log,
  ) {}

  /** Those that are to run, the main one first. */
  get all(): readonly Instance[] {
    return [...this.running.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Starts what was applied last, and ends what is left of others. */
  async start(names: Iterable<string>): Promise<void> {
    const wanted = new Set([mainInstance, ...names]);
    for (const name of wanted) this.add(name);
    for (const name of await instancesIn(this.settings.home)) if (!wanted.has(name)) this.retire(this.add(name).name);
  }

  /** Calls back whenever a process was started in the place of another. */
  onStarted(tell: () => void): () => void {
    this.heard.add(tell);
    return () => void this.heard.delete(tell);
  }

  /** Has these run besides. One that is about to end stays; one that ends comes again. */
  async need(names: Iterable<string>): Promise<void> {
    for (const name of names) {
      const leaves = this.leaving.get(name);
      this.leaving.delete(name);
      if (!this.running.has(name)) await leaves;
      this.add(name);
    }
  }

  /**
   * Ends one that serves no inbound any more when nobody is connected to it, or after half a minute, and removes its files.
   * Its counters are the node's, and stay.
   */
  retire(name: string): void {
    const instance = this.running.get(name);
    if (!instance || name === mainInstance || this.leaving.has(name)) return;
    this.log.info({ instance: name }, 'an instance is not needed any more');
    const ended = this.whenLeft(instance).catch((err: unknown) =>
      this.log.error({ err, instance: name }, 'an instance that is not needed could not be ended'),
    );
    this.leaving.set(name, ended);
  }

  /** For people: each with how it is. */
  states(): Promise<string[]> {
    const isWell = ({ engine }: Instance) => engine.health().then(({ healthy }) => (healthy ? 'healthy' : 'degraded'));
    return Promise.all(
      this.all.map(async (one) => `${one.name || 'main'} ${await isWell(one).catch(() => 'not running')}`),
    );
  }

  /** Stops watching and leaves the engines alone. */
  async leave(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.leaving.values(), ...this.all.map(({ process }) => process.leave())]);
    this.close();
  }

  /** Ends the engines too, and waits until they have gone. */
  async end(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.leaving.values(), ...this.all.map(({ process }) => process.end())]);
    this.close();
  }

  private close(): void {
    for (const { engine } of this.all) engine.close();
  }

  private add(name: string): Instance {
    const known = this.running.get(name);
    if (known) return known;
    const { tunnel } = this.settings;
    const places = enginePlaces(this.settings, name);
    const engine = new Engine(places.socket);
    const startedAt = async () => (await engine.hello()).startedAt?.getTime() ?? 0;
    const log: Log = name === mainInstance ? this.log : this.log.child({ instance: name });
    const tell = (): void => this.heard.forEach((one) => one());
    const instance = { name, engine, process: new EngineProcess(tunnel, places, startedAt, log, tell) };
    this.running.set(name, instance);
    instance.process.start();
    return instance;
  }

  private async whenLeft(instance: Instance): Promise<void> {
    const { name, engine, process } = instance;
    const untilMs = performance.now() + leavingMs;
    const isUsed = () => engine.health().then(({ sessions }) => sessions > 0n);
    while (performance.now() < untilMs && (await isUsed().catch(() => false))) {
      await sleep(lookMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return; // the next agent finds it
    }
    if (!this.leaving.has(name)) return; // it is needed again
    this.running.delete(name);
    await process.end({ isPatient: false });
    engine.close();
    this.leaving.delete(name);
    const { engineLog, socket, state, pid } = enginePlaces(this.settings, name);
    for (const path of [engineLog, socket, state, pid]) await rm(path, { force: true }); // what it is found by goes last
  }
}

/** Those that have files here, but for the main one. */
export async function instancesIn(home: string): Promise<readonly string[]> {
  const files = await readdir(home).catch(() => []);
  const names = files.map((file) => /^engine-([a-z][a-z0-9-]*)\.(?:pid|state)$/.exec(file)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}
