import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import {
  Audit,
  LOG,
  type Log,
  NotFound,
  PLATFORM,
  type PlatformFacts,
  RESTARTS,
  type ServiceRestarts,
} from '@vortex/kit';
import { Orchestrated } from './restart.errors';

/** Restarts services where the platform itself runs them. */
@Injectable()
export class RestartService {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    @Inject(RESTARTS) private readonly restarts: ServiceRestarts,
    @Inject(PLATFORM) private readonly platform: PlatformFacts,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Resolves when the service serves again; where it is core itself, which must answer first, when that has begun. */
  async restart(service: string): Promise<void> {
    if (!this.restarts.possible) throw new Orchestrated(service);
    if (!this.restarts.names.includes(service)) throw new NotFound('service_not_found', { service });
    await this.db.run(() =>
      this.audit.record({ action: 'system.service.restart', subject: { kind: 'service', ids: [], name: service } }),
    );
    const restarted = this.restarts.restart(service);
    if (service !== this.platform.service) return restarted;
    restarted.catch((err: unknown) => this.log.error({ err, service }, 'a service could not be restarted'));
  }
}
