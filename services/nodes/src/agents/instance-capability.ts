import type { ApplyRequest } from '@vortex/contracts/tunnel';
import type { AgentQuestions } from './agent-questions';

/** Whether agent and engine can divide inbounds over several processes. */
export function takesInstances(agent: Pick<AgentQuestions, 'knows'>): boolean {
  return agent.knows('instances') && agent.knows('engine.instances');
}

/** The inbound of an instance that an agent would serve from the main one, for it knows of no other; undefined for none. */
export function misplaced(agent: Pick<AgentQuestions, 'knows'>, { inbounds }: ApplyRequest): string | undefined {
  return takesInstances(agent) ? undefined : inbounds.find(({ instance }) => instance)?.tag;
}
