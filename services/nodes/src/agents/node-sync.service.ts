import type { AgentHello, ConfigOutcome, UsersOutcome } from '@vortex/contracts/nodes';
import type { Log } from '@vortex/kit';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DesiredStateService } from '../desired/desired-state.service';
import type { Leases } from '../desired/leases.service';
import type { DesiredUsersRepository, ServedRow } from '../desired/desired-users.repository';
import { digestOf } from '../desired/user-digest';
import type { UserDigestRepository } from '../desired/user-digest.repository';
import type { NodeConfiguration } from '../desired/node-config';
import type { Line, LineRepository } from '../people/line.repository';
import type { ServerId } from '../servers/server';
import type { AgentQuestions } from './agent-questions';
import type { AgentStream } from './agent-stream.grpc';
import type { CounterRelease } from './counter-release.service';
import { misplaced } from './instance-capability';
import type { NodeRepository } from './node.repository';
import { Outcome } from './outcomes';
import { UnusedCounters } from './unused-counters.service';
import type { SnapshotTurns } from './snapshot-turns.service';
import type { UserComparison } from './user-comparison.service';

/** Users of one message: with their devices about 300 KB. */
const usersOfPart = 1_000;
/** So many are put together at once, so that what is sent waits for none of its makers. */
const partsAhead = 3;
const afterFailureMs = 1_000;
/** At first spread, so that a fleet that came back as one does not ask as one. */
const firstComparisonMs = 60_000;
const comparisonMs = 10 * 60_000;

export interface SyncParts {
  readonly desired: DesiredStateService;
  readonly users: DesiredUsersRepository;
  readonly digests: UserDigestRepository;
  readonly comparison: UserComparison;
  readonly counters: CounterRelease;
  readonly line: LineRepository;
  readonly nodes: NodeRepository;
  readonly leases: Leases;
  readonly turns: SnapshotTurns;
  readonly log: Log;
}

/** Brings one node to what is wanted of it, again whenever somebody says that this may have changed. */
export class NodeSync {
  readonly configOutcome = new Outcome<ConfigOutcome>();
  readonly usersOutcome = new Outcome<UsersOutcome>();
  private dirty = false;
  private running: Promise<void> | undefined;
  private configHash: string;
  private refusedHash = '';
  /** What the database was last told of all this. */
  private noted = '';
  /** Where the engine stands. */
  private stands: Line;
  /** Up to where nothing is missing. */
  private seenRevision: bigint;
  private readonly counters: UnusedCounters;
  private compareAtMs = performance.now() + firstComparisonMs * (0.5 + Math.random());
  /** What users came to in the change that is on its way. */
  private told = new Map<string, bigint | undefined>();
  /** When what they came to in those before it is stored. */
  private stored = Promise.resolve();

  constructor(
    private readonly node: { readonly serverId: ServerId; readonly sessionId: string; readonly epoch: bigint },
    private readonly stream: AgentStream,
    private readonly questions: AgentQuestions,
    private readonly parts: SyncParts,
    hello: AgentHello,
  ) {
    this.configHash = hello.configHash;
    this.stands = {
      generation: hello.engine?.usersGeneration ?? '',
      revision: hello.engine?.usersRevision ?? 0n,
    };
    this.seenRevision = this.stands.revision;
    this.counters = new UnusedCounters(node, questions, parts.counters, parts.log, () => this.touch());
  }

  /** Does not wait until it is time to. */
  compare(): void {
    this.compareAtMs = 0;
    this.counters.hurry();
    this.touch();
  }

  /** Something may have changed. */
  touch(): void {
    this.dirty = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.dirty && !this.stream.signal.aborted) this.touch();
    });
  }

  private async run(): Promise<void> {
    const { signal } = this.stream;
    while (this.dirty && !signal.aborted) {
      this.dirty = false;
      try {
        await this.bringConfig();
        await this.counters.release();
        await this.bringUsers();
        await this.compareUsers();
        this.counters.look(this.stands.revision);
      } catch (err) {
        if (signal.aborted) return;
        this.parts.log.warn(
          { err, serverId: this.node.serverId },
          'a node could not be brought up to date; trying again',
        );
        this.dirty = true;
        await sleep(afterFailureMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async bringConfig(): Promise<void> {
    const wanted = await this.parts.desired.configuration(this.node.serverId);
    if (wanted.hash === this.refusedHash) return;
    this.refusedHash = '';
    const misplacedTag = misplaced(this.questions, wanted.request);
    if (misplacedTag !== undefined) {
      this.refusedHash = wanted.hash;
      if (this.configHash === wanted.hash) this.configHash = ''; // of an agent before, which could
      return this.noteConfig(
        wanted,
        `instances_not_supported: the inbound ${misplacedTag} wants an instance of its own`,
      );
    }
    if (wanted.hash === this.configHash) return this.noteConfig(wanted, '');
    const value = { hash: wanted.hash, config: wanted.request };
    const outcome = await this.configOutcome.of(() => this.stream.send({ $case: 'config', value }), this.stream.signal);
    if (outcome.failureCode === '') this.configHash = outcome.hash;
    else this.refusedHash = wanted.hash; // until something changes
    const { failureCode, failureTag, failureMessage } = outcome;
    await this.noteConfig(wanted, [failureCode, failureTag, failureMessage].filter((part) => part !== '').join(': '));
  }

  private async noteConfig({ hash }: NodeConfiguration, problem: string): Promise<void> {
    const { serverId, sessionId } = this.node;
    const noted = `${hash} ${this.configHash} ${problem}`;
    if (noted === this.noted) return; // users wait behind this, each time one of them changes
    await this.parts.nodes.configured(serverId, sessionId, { wanted: hash, applied: this.configHash }, problem);
    this.noted = noted;
  }

  private async bringUsers(): Promise<void> {
    const line = await this.parts.line.read();
    const isFollowed = this.stands.generation === line.generation && this.stands.revision <= line.revision;
    if (isFollowed && this.stands.revision > 0n) {
      const { serverId } = this.node;
      const changes = await this.parts.users.changes(serverId, this.seenRevision, line.revision);
      if (changes.length > 0) await this.tell(line, changes, false);
      else this.seenRevision = line.revision;
    } else await this.tellEverybody();
  }

  private async tellEverybody(): Promise<void> {
    const end = await this.parts.turns.take(this.stream.signal);
    try {
      const line = await this.parts.line.read();
      await this.tell(line, await this.parts.users.everybody(this.node.serverId), true);
    } finally {
      void this.stored.finally(end); // until then it is kept in memory
    }
  }

  private async tell(line: Line, rows: readonly ServedRow[], snapshot: boolean): Promise<void> {
    this.told = new Map();
    if (snapshot) await this.stored; // one at a time is kept in memory
    const outcome = await this.usersOutcome.of(() => this.sendParts(line, rows, snapshot), this.stream.signal);
    const { generation, revision, problems } = outcome;
    const { serverId, sessionId } = this.node;
    if (problems.length > 0) this.parts.log.warn({ serverId, problems: problems.slice(0, 10) }, 'a node refused users');
    this.stands = outcome.snapshotNeeded ? { generation: '', revision: 0n } : { generation, revision };
    this.seenRevision = this.stands.revision;
    if (outcome.snapshotNeeded) {
      this.dirty = true;
      return;
    }
    await this.parts.nodes.usersApplied(serverId, sessionId, generation, revision);
    await this.parts.leases.followed(serverId);
    this.storeDigests(problems, snapshot);
  }

  /**
   * Behind the change, one after the other: the next change does not wait for a hundred thousand rows. Who was refused as a
   * whole is not there.
   */
  private storeDigests(problems: UsersOutcome['problems'], snapshot: boolean): void {
    const { serverId } = this.node;
    const { told } = this;
    for (const { userId, code } of problems) if (code === 'invalid_user') told.set(userId, undefined);
    const store = async (): Promise<void> => {
      if (snapshot) await this.parts.digests.forgetOthers(serverId, [...told.keys()]);
      await this.parts.digests.save(serverId, told);
    };
    this.stored = this.stored.then(store).catch((err: unknown) => {
      this.parts.log.warn({ err, serverId }, 'what a node was told is not stored; a comparison will tell it again');
    });
  }

  /** What is found wrong is told like any other change. */
  private async compareUsers(): Promise<void> {
    if (performance.now() < this.compareAtMs) return;
    this.compareAtMs = performance.now() + comparisonMs * (0.9 + 0.2 * Math.random());
    await this.stored;
    if ((await this.parts.comparison.mend(this.node.serverId, this.stands, this.questions)) > 0) this.dirty = true;
  }

  /** All parts make one change, applied when the last one is there. */
  private async sendParts(line: Line, rows: readonly ServedRow[], snapshot: boolean): Promise<void> {
    const { generation, revision: toRevision } = line;
    const change = { generation, fromRevision: this.stands.revision, toRevision, snapshot };
    for await (const { some, upserts, isLast } of this.partsOf(rows)) {
      const removedIds = some.filter(({ present }) => !present).map(({ userId }) => userId);
      for (const { userId } of some) this.told.set(userId, undefined);
      for (const user of upserts) this.told.set(user.id, digestOf(user));
      await this.stream.send({ $case: 'users', value: { change: { ...change, upserts, removedIds }, isLast } });
    }
  }

  /** Some are put together while one is on its way. */
  private async *partsOf(rows: readonly ServedRow[]) {
    const put = await this.parts.desired.putting(this.node.serverId, this.node.epoch);
    const partAt = async (start: number) => {
      const some = rows.slice(start, start + usersOfPart);
      const present = some.filter((row) => row.present).map(({ userId }) => userId);
      const upserts = present.length > 0 ? await put(present) : [];
      return { some, upserts, isLast: start + usersOfPart >= rows.length };
    };
    const coming: ReturnType<typeof partAt>[] = [];
    for (let start = 0; ;) {
      for (; coming.length < partsAhead && (start === 0 || start < rows.length); start += usersOfPart) {
        const part = partAt(start);
        part.catch(() => undefined); // told to whoever asks for it
        coming.push(part);
      }
      const part = coming.shift();
      if (!part) return;
      yield await part;
    }
  }
}
