import { Injectable } from '@nestjs/common';
import type { AgentQuestions } from './agent-questions';

/** Whom this replica can ask: the agents whose streams it holds. */
@Injectable()
export class OpenAgents {
  private readonly agents = new Map<string, AgentQuestions>();

  of(serverId: string): AgentQuestions | undefined {
    return this.agents.get(serverId);
  }

  /** Until the answer is called. The last stream of a server counts. */
  add(serverId: string, questions: AgentQuestions): () => void {
    this.agents.set(serverId, questions);
    return () => {
      if (this.agents.get(serverId) === questions) this.agents.delete(serverId);
    };
  }
}
