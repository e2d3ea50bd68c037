import type { NodeConfig } from '@vortex/contracts/nodes';
import type { Clock } from '@vortex/kit';
import type { AgentDouble } from './agent-double';

const pollMs = 10;

/** What an engine is told to be like. */
export interface EngineMood {
  /** Refuses configurations that hold this text. */
  readonly refuses?: string;
  readonly healthy?: boolean;
  readonly sessionsAccepted?: bigint;
  readonly sessionsRefused?: bigint;
}

/** An agent that does what it is told at once, for as long as it is there, and tells of itself when it is asked to. */
export class ObedientAgent {
  /** What its engine serves. */
  serves: NodeConfig | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly agent: AgentDouble,
    private readonly clock: Clock,
    public mood: EngineMood = {},
  ) {
    agent.connect({ now: clock.now(), capabilities: ['validate'] });
    this.timer = setInterval(() => this.obey(), pollMs);
  }

  /** Sends metrics, as agents do every ten seconds. */
  report(): void {
    const { healthy = true, sessionsAccepted = 0n, sessionsRefused = 0n } = this.mood;
    const engine = { healthy, sessionsAccepted, sessionsRefused };
    this.agent.send({ $case: 'metrics', value: { now: this.clock.now(), engine } });
  }

  stop(): void {
    clearInterval(this.timer);
    this.agent.close();
  }

  private obey(): void {
    for (const message of this.agent.received.splice(0)) {
      if (message.$case === 'config') this.apply(message.value);
      if (message.$case === 'validate') {
        const { id } = message.value;
        this.agent.send({ $case: 'validated', value: { id, engineVersion: '1.4.0', validation: { problems: [] } } });
      }
      if (message.$case === 'users' && message.value.isLast) {
        const { generation = '', toRevision = 0n } = message.value.change ?? {};
        this.agent.send({ $case: 'users', value: { generation, revision: toRevision, problems: [] } });
      }
    }
  }

  private apply(config: NodeConfig): void {
    const { refuses } = this.mood;
    const isRefused = refuses !== undefined && JSON.stringify(config.config).includes(refuses);
    if (!isRefused) this.serves = config;
    const failure = isRefused ? { failureCode: 'inbound_refused', failureMessage: 'address already in use' } : {};
    this.agent.send({ $case: 'config', value: { hash: config.hash, ...failure } });
  }
}
