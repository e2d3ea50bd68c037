import type {
  ConfigOutcome,
  DigestAnswer,
  DigestQuestion,
  KillAnswer,
  KillOrder,
  NodeConfig,
  SessionsAnswer,
  SessionsQuestion,
  UsersOutcome,
  UsersPart,
  ValidationAnswer,
  ValidationQuestion,
} from '@vortex/contracts/nodes';
import { ApplyRequest, type ApplyUsersRequest, ListSessionsRequest, ValidateRequest } from '@vortex/contracts/tunnel';
import type { DurableFile } from '../disk/durable-file.store';
import type { Engine } from '../engine/engine.client';
import { Refused } from '../rpc';
import type { Applied } from './applied';

/** Users that may wait for their last part. A node is not meant for more, and memory is not either. */
const mostUsers = 2_000_000;

/** Does to the engine what the panel says, and says what came of it. */
export class Orders {
  private parts: ApplyUsersRequest | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly applied: DurableFile<Applied>,
  ) {}

  async config({ hash, config }: NodeConfig): Promise<ConfigOutcome> {
    const outcome = { hash, failureCode: '', failureTag: '', failureMessage: '', unknown: [], restartNeeded: [] };
    try {
      const { unknown, restartNeeded } = await this.engine.apply(config ?? ApplyRequest.fromPartial({}));
      await this.applied.write({ configHash: hash });
      return { ...outcome, unknown, restartNeeded };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { tag = '', engine = '', cause = '' } = error.facts;
      return { ...outcome, failureCode: error.code, failureTag: tag || engine, failureMessage: cause };
    }
  }

  /** Undefined until the last part is there. */
  async users({ change, isLast }: UsersPart): Promise<UsersOutcome | undefined> {
    if (!change) return undefined;
    this.parts = this.parts ? joined(this.parts, change) : change;
    if (this.parts.upserts.length > mostUsers) throw new Error('the panel sends more users than a node is meant for');
    if (!isLast) return undefined;
    const whole = this.parts;
    this.parts = undefined;
    const { generation, toRevision: revision } = whole;
    try {
      const { problems } = await this.engine.applyUsers(whole);
      return { generation, revision, snapshotNeeded: false, problems };
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'snapshot_needed') throw error;
      return { generation, revision, snapshotNeeded: true, problems: [] };
    }
  }

  async validate({ id, request }: ValidationQuestion): Promise<ValidationAnswer> {
    const asked = request ?? ValidateRequest.fromPartial({});
    const [engine, validation] = await Promise.all([this.engine.hello(), this.engine.validate(asked)]).catch(() => []);
    return { id, validation, engineVersion: engine?.version ?? '' };
  }

  async sessions({ id, request }: SessionsQuestion): Promise<SessionsAnswer> {
    const asked = request ?? ListSessionsRequest.fromPartial({});
    return { id, sessions: await this.engine.listSessions(asked).catch(() => undefined) };
  }

  async digests({ id, request }: DigestQuestion): Promise<DigestAnswer> {
    return { id, digests: await this.engine.digestUsers(request ?? { buckets: [] }).catch(() => undefined) };
  }

  /** An order that names nobody ends nobody's sessions. */
  async kill({ id, request }: KillOrder): Promise<KillAnswer> {
    if (!request?.userId) return { id, killed: { sessions: 0 } };
    return { id, killed: await this.engine.kill(request).catch(() => undefined) };
  }
}

/** In place: a snapshot comes in hundreds of parts. */
function joined(all: ApplyUsersRequest, part: ApplyUsersRequest): ApplyUsersRequest {
  for (const user of part.upserts) all.upserts.push(user);
  for (const id of part.removedIds) all.removedIds.push(id);
  return all;
}
