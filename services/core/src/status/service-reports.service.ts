import { Inject, Injectable } from '@nestjs/common';
import { type Health, type HealthState, type ServiceStatus, StatusServiceService } from '@vortex/contracts/system';
import { DomainError, PLATFORM, type PlatformFacts, type RpcClient, RpcClients } from '@vortex/kit';
import { type Level, type PartReport, type ServiceReport, silent } from './service-report';

/** A person waits for the answer; a service that takes longer is not well. */
const checkPatienceMs = 1_500;
const statusPatienceMs = 2_500;

/** Asks every service about itself, this one included. One that does not answer is part of the answer. */
@Injectable()
export class ServiceReports {
  private readonly services: ReadonlyMap<string, RpcClient<typeof StatusServiceService>>;

  constructor(clients: RpcClients, @Inject(PLATFORM) { service }: PlatformFacts) {
    const names = [...new Set([service, ...clients.peerNames])].sort();
    this.services = new Map(names.map((name) => [name, clients.client(StatusServiceService, name)]));
  }

  /** Health alone, for anyone. */
  health(): Promise<ServiceReport[]> {
    return this.ask(async (name, client) => healthReport(name, await client.check({}, { timeoutMs: checkPatienceMs })));
  }

  /** Health and figures, for callers who may see them; throws for those who may not. */
  status(): Promise<ServiceReport[]> {
    return this.ask(async (name, client) =>
      fullReport(name, await client.getStatus({}, { timeoutMs: statusPatienceMs })),
    );
  }

  private ask(
    question: (name: string, client: RpcClient<typeof StatusServiceService>) => Promise<ServiceReport>,
  ): Promise<ServiceReport[]> {
    return Promise.all(
      [...this.services].map(async ([name, client]) => {
        try {
          return await question(name, client);
        } catch (error) {
          if (isRefusal(error)) throw error;
          return silent(name);
        }
      }),
    );
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DomainError && (error.kind === 'unauthenticated' || error.kind === 'permission_denied');
}

function fullReport(name: string, status: ServiceStatus): ServiceReport {
  const { startedAt, version, processId, residentMemoryBytes, outboxBacklog, deadLetters } = status;
  if (!startedAt || !status.health) return silent(name);
  const facts = { startedAt, version, processId, residentMemoryBytes, outboxBacklog, deadLetters };
  return { ...healthReport(name, status.health), facts };
}

function healthReport(name: string, { state, parts }: Health): ServiceReport {
  return {
    name,
    state: levelOf(state),
    parts: parts.map((part): PartReport => ({
      name: part.name,
      state: levelOf(part.state),
      detail: part.detail || undefined,
    })),
  };
}

/** A state that a newer service has and we do not know yet is no reason to call it well. */
function levelOf(state: HealthState): Level {
  if (state === 'HEALTH_STATE_OK') return 'OK';
  return state === 'HEALTH_STATE_FAILED' ? 'FAILED' : 'DEGRADED';
}
