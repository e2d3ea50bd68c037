import { type ClientDuplexStream, Metadata } from '@grpc/grpc-js';
import {
  AgentServiceService,
  AgentUsage,
  ConnectRequest,
  type FromPanel,
  type Identity,
} from '@vortex/contracts/nodes';
import { UsageReport } from '@vortex/contracts/tunnel';
import { digestOf } from '../src/desired/user-digest';
import { AgentDouble, type Keys } from '../test/agent-double';

type Message = NonNullable<FromPanel['message']>;
type Of<K extends Message['$case']> = Extract<Message, { $case: K }>;

export interface Enrolled {
  readonly address: string;
  readonly root: Buffer;
  readonly identity: Identity;
  readonly keys: Keys;
}

type Counted = Pick<UsageReport, 'counters' | 'charges'>;

/** An agent that does all it is told at once: over TCP and TLS, with a certificate of its own. */
export class SimulatedAgent {
  private readonly agent: AgentDouble;
  private readonly stream: ClientDuplexStream<ConnectRequest, FromPanel>;
  private readonly waiting: Message[] = [];
  private wake: (() => void) | undefined;
  private failure: Error | undefined;
  private generation = '';
  private revision = 0n;
  private hash = '';
  private numbers = 0n;
  private readonly counts = new Map<readonly string[], Counted>();
  users = 0;
  /** Of users by id, where the agent was made to keep them. */
  readonly digests = new Map<string, bigint>();

  constructor(
    { address, root, identity, keys }: Enrolled,
    stands?: SimulatedAgent,
    private readonly keepsDigests = false,
  ) {
    this.agent = AgentDouble.at(address, root, identity, keys);
    const { path, requestSerialize, responseDeserialize } = AgentServiceService.connect;
    this.stream = this.agent.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, new Metadata());
    this.stream.on('data', ({ message }: FromPanel) => {
      if (message?.$case === 'digestUsers') return this.tellDigests(message.value);
      if (message) this.waiting.push(message);
      this.wake?.();
    });
    this.stream.on('error', (error: Error) => {
      this.failure = error;
      this.wake?.();
    });
    if (!stands) return;
    ({ generation: this.generation, revision: this.revision, hash: this.hash } = stands);
  }

  /** Resolves when the panel has nothing more to bring it to: it was welcomed, and has its configuration and its users. */
  async inSync(): Promise<void> {
    const isKnown = this.revision > 0n;
    const capabilities = this.keepsDigests ? ['user_digests'] : [];
    const engine = {
      ...{ version: '1', epoch: 7n, usersGeneration: this.generation, usersRevision: this.revision, capabilities },
    };
    const value = { agentVersion: '1', capabilities, now: new Date(), configHash: this.hash, engine };
    this.send({ $case: 'hello', value });
    await this.next('welcome');
    if (isKnown) return; // and nothing has changed meanwhile
    await this.takeConfig();
    await this.takeUsers();
  }

  async takeConfig(): Promise<void> {
    const { value } = await this.next('config');
    this.hash = value.hash;
    this.send({ $case: 'config', value: { hash: value.hash } });
  }

  /** The next change of users, whole. */
  async takeUsers(): Promise<readonly string[]> {
    const upserts: string[] = [];
    for (;;) {
      const { value } = await this.next('users');
      for (const user of value.change?.upserts ?? []) {
        upserts.push(user.id);
        if (this.keepsDigests) this.digests.set(user.id, digestOf(user));
      }
      if (!value.isLast) continue;
      this.generation = value.change?.generation ?? '';
      this.revision = value.change?.toRevision ?? 0n;
      this.users += upserts.length;
      this.send({ $case: 'users', value: { generation: this.generation, revision: this.revision } });
      return upserts;
    }
  }

  /** Resolves when the panel has taken the counters, all of which have come to so much each way. */
  async report(inboundId: string, userIds: readonly string[], bytes: bigint): Promise<void> {
    const { counters, charges } = this.counted(inboundId, userIds);
    for (const counter of counters) counter.uplinkBytes = counter.downlinkBytes = bytes;
    for (const charge of charges) charge.chargedBytes = 2n * bytes;
    this.numbers += 1n;
    const report = { ...UsageReport.fromPartial({ epoch: 7n, at: new Date() }), counters, charges };
    const value = { ...AgentUsage.fromPartial({ number: this.numbers }), report };
    this.stream.write({ message: { $case: 'usage', value } });
    await this.next('usageTaken');
  }

  /** As in an engine, counters stay where they are. */
  private counted(inboundId: string, userIds: readonly string[]): Counted {
    const known = this.counts.get(userIds);
    if (known) return known;
    const nothing = { uplinkBytes: 0n, downlinkBytes: 0n };
    const made = {
      counters: userIds.map((userId) => ({ userId, deviceId: userId, inboundTag: inboundId, ...nothing })),
      charges: userIds.map((userId) => ({ userId, chargedBytes: 0n })),
    };
    this.counts.set(userIds, made);
    return made;
  }

  private tellDigests({ id, request }: Of<'digestUsers'>['value']): void {
    const asked = new Set(request?.buckets ?? []);
    const buckets = Array.from({ length: 256 }, (_, number) => ({
      number,
      users: 0,
      digest: 0n,
      details: [] as object[],
    }));
    for (const [userId, digest] of this.digests) {
      const bucket = buckets[Number.parseInt(userId.slice(-2), 16)];
      if (!bucket) continue;
      bucket.users += 1;
      bucket.digest ^= digest;
      if (asked.has(bucket.number)) bucket.details.push({ userId, digest });
    }
    const told = buckets.filter(({ number, users }) => users > 0 && (asked.size === 0 || asked.has(number)));
    const { generation, revision } = this;
    this.send({ $case: 'digests', value: { id, digests: { generation, revision, buckets: told } } });
  }

  close(): void {
    this.stream.cancel();
    this.agent.close();
  }

  private send(message: object): void {
    this.stream.write(ConnectRequest.fromPartial({ message } as never));
  }

  private async next<K extends Message['$case']>(kind: K): Promise<Of<K>> {
    for (;;) {
      const at = this.waiting.findIndex(({ $case }) => $case === kind);
      if (at >= 0) return this.waiting.splice(at, 1)[0] as Of<K>;
      if (this.failure) throw this.failure;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
