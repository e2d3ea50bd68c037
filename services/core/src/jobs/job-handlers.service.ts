import { Injectable } from '@nestjs/common';
import type { JobKind } from './job';
import type { JobHandler } from './job-handler';

/** Who does which kind of job. Those who can say so when the service starts. */
@Injectable()
export class JobHandlers {
  private readonly byKind = new Map<JobKind, JobHandler>();

  add(handler: JobHandler): void {
    for (const kind of handler.kinds) {
      if (this.byKind.has(kind)) throw new Error(`two handlers want to do jobs of the kind ${kind}`);
      this.byKind.set(kind, handler);
    }
  }

  of(kind: JobKind): JobHandler {
    const handler = this.byKind.get(kind);
    if (!handler) throw new Error(`nobody does jobs of the kind ${kind}`);
    return handler;
  }
}
