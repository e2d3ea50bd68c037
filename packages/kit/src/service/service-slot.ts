import type { INestApplication } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RunningService } from './running-service';

/** A service's place in the platform. It stays while the service that stands in it is started anew. */
export class ServiceSlot {
  private standing: RunningService;

  constructor(private readonly make: () => RunningService) {
    this.standing = make();
  }

  get service(): RunningService {
    return this.standing;
  }

  get app(): INestApplication {
    return this.standing.app;
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void =>
    this.standing.handle(request, response);

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void =>
    this.standing.upgrade(request, socket, head);

  /** Ends what is under way within `drainMs`, then starts the service anew. Until then it answers that it is away. */
  async restart(drainMs: number): Promise<void> {
    await this.standing.end(drainMs);
    const next = this.make();
    await next.open();
    this.standing = next;
    await next.startConsumers();
    next.startRelay();
    next.health.setReady(true);
  }
}
