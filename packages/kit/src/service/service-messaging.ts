import type { Database } from '@vortex/database';
import {
  type BusDriver,
  ConsumerRunner,
  discoverHandlers,
  MessagingMaintenance,
  type MessagingObserver,
  Relay,
} from '@vortex/messaging';
import type { Clock } from '../clock/clock';
import type { Log } from '../log/log';
import { countDeadLetters } from './dead-letter.repository';
import { endsWithin } from './patience';

export interface ServiceMessagingOptions {
  readonly service: string;
  readonly db: Database;
  readonly bus: BusDriver;
  readonly log: Log;
  readonly observer: MessagingObserver;
  readonly clock: Clock;
}

/** A broker that is away must not keep a service from answering its callers. */
const busPatienceMs = 5_000;

/** Events of one service, out of its outbox and into its handlers. */
export class ServiceMessaging {
  private readonly relay: Relay;
  private readonly maintenance: MessagingMaintenance;
  private consumers: ConsumerRunner | undefined;

  constructor(private readonly options: ServiceMessagingOptions) {
    const { db, log, clock } = options;
    this.relay = new Relay(options);
    this.maintenance = new MessagingMaintenance({ db, log, now: () => clock.now() });
  }

  /** Takes the methods marked `@Consume` on `instances` for handlers. */
  consumeWith(instances: Iterable<object>): void {
    this.consumers = new ConsumerRunner({ ...this.options, handlers: discoverHandlers(instances) });
  }

  async startConsumers(): Promise<void> {
    const { log } = this.options;
    const started = this.consumers?.start() ?? Promise.resolve();
    if (await endsWithin(started, busPatienceMs)) return;
    log.warn({}, 'the message bus does not answer; events are consumed once it does');
    started.catch((err: unknown) => log.error({ err }, 'events cannot be consumed'));
  }

  startRelay(): void {
    this.relay.start();
    this.maintenance.start();
  }

  async stopConsumers(): Promise<void> {
    await this.consumers?.stop();
  }

  async stopRelay(): Promise<void> {
    await Promise.all([this.relay.stop(), this.maintenance.stop()]);
  }

  backlog(): Promise<number> {
    return this.relay.backlog();
  }

  deadLetters(): Promise<number> {
    return countDeadLetters(this.options.db);
  }
}
