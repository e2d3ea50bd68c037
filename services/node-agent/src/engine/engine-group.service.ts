import type {
  AppliedUsers,
  ApplyRequest,
  DigestUsersRequest,
  KillRequest,
  LatencyReport,
  ListSessionsRequest,
  ListUnusedCountersRequest,
  ReleaseCountersRequest,
  UsageReport,
  UserStandings,
  ValidateRequest,
} from '@vortex/contracts/tunnel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log';
import { Refused } from '../rpc';
import type { Engine, NodeEngine } from './engine.client';
import type { EngineInstances } from './engine-instances.service';
import { InstanceConfiguration } from './instance-configuration.service';
import { LeaseWords } from './lease-words';
import { mergedApplied, mergedDigests, mergedHealth, mergedHello, mergedSessions, mergedUsers } from './merged';
import { together } from './together';
import type { UsersInParts } from './user-stream.grpc';

const usualSessions = 1_000;
const startingMs = 2_000;

/** The instances of a node as one engine. What one of them cannot do keeps none of the others from doing it. */
export class EngineGroup implements NodeEngine {
  private readonly configuration: InstanceConfiguration;
  /** Who tells of usage: all count in one ledger, so one tells of all. What it has told it also has to release. */
  private speaker: Engine | undefined;

  /** @param applied what the instances serve, as far as it is known */
  constructor(
    private readonly instances: EngineInstances,
    private readonly log: Log,
    applied?: ApplyRequest,
  ) {
    this.configuration = new InstanceConfiguration(instances, log, applied);
  }

  async hello() {
    return mergedHello(await this.answers((engine) => engine.hello()));
  }

  /** Once one answers, the others have a moment to: one that cannot keeps nobody waiting. */
  async awaited() {
    const asked = this.instances.all.map(({ engine }) => engine.awaited());
    await Promise.race([Promise.allSettled(asked), Promise.any(asked).then(() => sleep(startingMs))]);
    return this.hello();
  }

  async health() {
    const { answered, silent } = await this.ask((engine) => engine.health());
    const [first, ...others] = answered;
    if (!first) throw silent[0]?.reason;
    return mergedHealth(
      [first, ...others],
      silent.map(({ name }) => name),
    );
  }

  async validate(request: ValidateRequest) {
    return (await this.first()).validate(request);
  }

  async apply(request: ApplyRequest) {
    return mergedApplied(await this.configuration.apply(request));
  }

  applyUsers(request: Buffer): Promise<AppliedUsers> {
    return this.toldToAll((engine) => engine.applyUsers(request));
  }

  usersInParts(): UsersInParts {
    const streams = new Map(this.instances.all.map((instance) => [instance.engine, instance.engine.usersInParts()]));
    return {
      /** Whoever has no use for it says why at the end. */
      send: async (part) => void (await Promise.allSettled([...streams.values()].map((one) => one.send(part)))),
      finish: () => this.toldToAll((engine) => streams.get(engine)?.finish() ?? Promise.reject(new Error('it is new'))),
      cancel: () => streams.forEach((one) => one.cancel()),
    };
  }

  async unusedCounters(request: ListUnusedCountersRequest) {
    return (this.speaker ?? (await this.first())).unusedCounters(request);
  }

  async releaseCounters(request: ReleaseCountersRequest) {
    return (this.speaker ?? (await this.first())).releaseCounters(request);
  }

  async digestUsers(request: DigestUsersRequest) {
    return mergedDigests(await this.answers((engine) => engine.digestUsers(request)));
  }

  async listSessions(request: ListSessionsRequest) {
    const lists = await this.answers((engine) => engine.listSessions(request));
    return mergedSessions(lists, request.limit || usualSessions);
  }

  async kill(request: KillRequest) {
    const words = await this.answers((engine) => engine.kill(request));
    return { sessions: words.reduce((sum, { sessions }) => sum + sessions, 0) };
  }

  async *usage(intervalMs: number, signal: AbortSignal): AsyncGenerator<UsageReport> {
    const speaker = await this.first();
    this.speaker = speaker;
    try {
      yield* speaker.usage(intervalMs, signal);
    } finally {
      this.speaker = undefined;
    }
  }

  async *standings(signal: AbortSignal): AsyncGenerator<UserStandings> {
    const { answered } = await this.ask((engine) => engine.hello());
    const words = new LeaseWords(answered.length);
    const listen = this.instances.all
      .filter(({ name }) => answered.some((one) => one.name === name))
      .map(
        ({ name, engine }) =>
          async function* (until: AbortSignal) {
            for await (const told of engine.standings(until)) yield words.heard(name, told);
          },
      );
    yield* this.untilOneStarts(listen, signal);
  }

  async *latencies(signal: AbortSignal): AsyncGenerator<LatencyReport> {
    const { answered } = await this.ask((engine) => engine.hello());
    const listen = this.instances.all
      .filter(({ name }) => answered.some((one) => one.name === name))
      .map(
        ({ engine }) =>
          (until: AbortSignal) =>
            engine.latencies(until),
      );
    yield* this.untilOneStarts(listen, signal);
  }

  close(): void {
    for (const { engine } of this.instances.all) engine.close();
  }

  /** One that has come must be heard too: then whoever listens asks all anew. */
  private async *untilOneStarts<T>(
    listen: readonly ((signal: AbortSignal) => AsyncGenerator<T>)[],
    signal: AbortSignal,
  ): AsyncGenerator<T> {
    const started = new AbortController();
    const forget = this.instances.onStarted(() => started.abort());
    try {
      yield* together(listen, AbortSignal.any([signal, started.signal]));
    } finally {
      forget();
    }
  }

  /** The main one, or else another that answers. */
  private async first(): Promise<Engine> {
    for (const { engine } of this.instances.all)
      if (
        await engine.hello().then(
          () => true,
          () => false,
        )
      )
        return engine;
    throw new Error('no engine answers');
  }

  private async ask<T>(question: (engine: Engine) => Promise<T>) {
    const { all } = this.instances;
    const words = await Promise.allSettled(all.map(({ engine }) => question(engine)));
    const nameAt = (at: number) => all[at]?.name ?? '';
    return {
      answered: words.flatMap((one, at) => (one.status === 'fulfilled' ? [{ name: nameAt(at), word: one.value }] : [])),
      silent: words.flatMap((one, at) =>
        one.status === 'rejected' ? [{ name: nameAt(at), reason: one.reason as unknown }] : [],
      ),
    };
  }

  /** Of all that answer; rejects where none does. */
  private async answers<T>(question: (engine: Engine) => Promise<T>): Promise<[T, ...T[]]> {
    const { answered, silent } = await this.ask(question);
    const [first, ...others] = answered.map(({ word }) => word);
    if (first === undefined) throw silent[0]?.reason;
    return [first, ...others];
  }

  /** One that has died meanwhile is told all users when it has come back; one that refuses speaks for all. */
  private async toldToAll(tell: (engine: Engine) => Promise<AppliedUsers>): Promise<AppliedUsers> {
    const { answered, silent } = await this.ask(tell);
    const refusal = silent.find(({ reason }) => reason instanceof Refused);
    const [first, ...others] = answered.map(({ word }) => word);
    if (refusal || !first) throw (refusal ?? silent[0])?.reason;
    for (const { name, reason } of silent)
      this.log.warn({ instance: name, err: reason }, 'an instance was not told of users');
    return mergedUsers([first, ...others]);
  }
}
