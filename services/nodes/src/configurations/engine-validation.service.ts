import { Injectable } from '@nestjs/common';
import type { InboundProblem, ValidateRequest } from '@vortex/contracts/tunnel';
import { OpenAgents } from '../agents/open-agents.service';

/** An engine looks at a configuration within milliseconds; whoever waits is an operator at a form. */
const patienceMs = 3_000;

export interface EngineWord {
  readonly engine: string;
  readonly problems: readonly InboundProblem[];
}

/** What the engine of a server says to a configuration, without serving it. */
@Injectable()
export class EngineValidation {
  constructor(private readonly agents: OpenAgents) {}

  /** Undefined where its engine has no word on it: its agent is not here, too old, or silent. */
  async ask(serverId: string, request: ValidateRequest): Promise<EngineWord | undefined> {
    const agent = this.agents.of(serverId);
    if (!agent?.knows('validate')) return undefined;
    const answer = await agent.ask({ $case: 'validate', value: { request } }, patienceMs).catch(() => undefined);
    if (answer?.$case !== 'validated' || !answer.value.validation) return undefined;
    return { engine: answer.value.engineVersion, problems: answer.value.validation.problems };
  }
}
