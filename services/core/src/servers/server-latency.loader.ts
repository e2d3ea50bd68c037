import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import { Loader } from '../loading/loader';
import type { Latencies } from './projected-latency';
import { ProjectedLatency } from './projected-latency.repository';

/** Of servers that the caller was shown. */
@Injectable()
export class ServerLatencyLoader extends Loader<string, Latencies> {
  constructor(private readonly latency: ProjectedLatency) {
    super();
  }

  loadAll(_scope: Scope, serverIds: readonly string[]): Promise<ReadonlyMap<string, Latencies>> {
    return this.latency.findMany(serverIds);
  }
}
