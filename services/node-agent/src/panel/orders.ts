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
  ValidationAnswer,
  ValidationQuestion,
} from '@vortex/contracts/nodes';
import { ApplyRequest, ApplyUsersRequest, ListSessionsRequest, ValidateRequest } from '@vortex/contracts/tunnel';
import type { DurableFile } from '../disk/durable-file.store';
import type { NodeEngine } from '../engine/engine.client';
import { Refused } from '../rpc';
import type { Applied } from './applied';
import type { PassedUsers } from './passed-users';
import { UserParts } from './user-parts';

/** Does to the engine what the panel says, and says what came of it. */
export class Orders {
  private readonly parts: UserParts;

  constructor(
    private readonly engine: NodeEngine,
    private readonly applied: DurableFile<Applied>,
  ) {
    this.parts = new UserParts(engine);
  }

  close(): void {
    this.parts.close();
  }

  async config({ hash, config }: NodeConfig): Promise<ConfigOutcome> {
    const outcome = { hash, failureCode: '', failureTag: '', failureMessage: '', unknown: [], restartNeeded: [] };
    try {
      const request = config ?? ApplyRequest.fromPartial({});
      const { unknown, restartNeeded } = await this.engine.apply(request);
      await this.applied.write({ configHash: hash, request });
      return { ...outcome, unknown, restartNeeded };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { tag = '', engine = '', cause = '' } = error.facts;
      return { ...outcome, failureCode: error.code, failureTag: tag || engine, failureMessage: cause };
    }
  }

  /** Undefined until the last part is there. */
  async users({ change, isLast }: PassedUsers): Promise<UsersOutcome | undefined> {
    if (!change) return undefined;
    const stands = () => {
      const { generation, toRevision: revision } = ApplyUsersRequest.decode(change);
      return { generation, revision };
    };
    try {
      const applied = await this.parts.pass(change, isLast);
      return applied && { ...stands(), snapshotNeeded: false, problems: applied.problems };
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'snapshot_needed') throw error;
      return { ...stands(), snapshotNeeded: true, problems: [] };
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
