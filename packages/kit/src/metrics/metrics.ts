import type { MessagingObserver } from '@vortex/messaging';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a service lets a collector read of its own parts at the moment of a scrape. */
export interface ServiceGauges {
  outboxBacklog?(): Promise<number>;
  deadLetters?(): Promise<number>;
  databaseConnections?(): { total: number; idle: number; waiting: number };
}

/** The figures of one process, in Prometheus' text format. Services that share it are told apart by a label. */
export class Metrics {
  readonly registry = new Registry();
  readonly rpcServer: Histogram<'service' | 'method' | 'code'>;
  readonly rpcClient: Histogram<'service' | 'method' | 'code'>;
  readonly http: Histogram<'service' | 'method' | 'status'>;
  private readonly events: Counter<'service' | 'outcome' | 'lane'>;
  private readonly eventLag: Histogram<'service' | 'lane'>;
  private readonly sources = new Map<string, ServiceGauges>();

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.rpcServer = new Histogram({
      name: 'vortex_rpc_server_seconds',
      help: 'Time from the arrival of a call to its answer.',
      labelNames: ['service', 'method', 'code'],
      buckets: seconds,
      registers,
    });
    this.rpcClient = new Histogram({
      name: 'vortex_rpc_client_seconds',
      help: 'Time from a call to its outcome, retries included.',
      labelNames: ['service', 'method', 'code'],
      buckets: seconds,
      registers,
    });
    this.http = new Histogram({
      name: 'vortex_http_seconds',
      help: 'Time from the arrival of a request to the end of its answer.',
      labelNames: ['service', 'method', 'status'],
      buckets: seconds,
      registers,
    });
    this.events = new Counter({
      name: 'vortex_events_total',
      help: 'Events by what became of them: published, consumed, retried, dead_lettered.',
      labelNames: ['service', 'outcome', 'lane'],
      registers,
    });
    this.eventLag = new Histogram({
      name: 'vortex_event_lag_seconds',
      help: 'Time from the transaction that wrote an event to the commit of its effect.',
      labelNames: ['service', 'lane'],
      buckets: [...seconds, 30, 60, 300],
      registers,
    });
    this.gauge('vortex_outbox_backlog', 'Events committed and waiting for the bus.', (s) => s.outboxBacklog?.());
    this.gauge('vortex_dead_letters', 'Events given up on, waiting for a person.', (s) => s.deadLetters?.());
    this.gauge(
      'vortex_database_connections',
      'Open connections to the database.',
      async (s) => s.databaseConnections?.().total,
    );
    this.gauge(
      'vortex_database_waiting',
      'Queries waiting for a connection.',
      async (s) => s.databaseConnections?.().waiting,
    );
  }

  messagingObserver(service: string): MessagingObserver {
    const { events, eventLag } = this;
    return {
      published: ({ lane, count }) => events.inc({ service, outcome: 'published', lane }, count),
      consumed: ({ lane, count, lagMs }) => {
        events.inc({ service, outcome: 'consumed', lane }, count);
        eventLag.observe({ service, lane }, lagMs / 1000);
      },
      retried: () => events.inc({ service, outcome: 'retried', lane: '' }),
      deadLettered: () => events.inc({ service, outcome: 'dead_lettered', lane: '' }),
    };
  }

  /** What a service counts of its own. One that is started anew in the same process counts on. */
  counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    const known = this.registry.getSingleMetric(name);
    return known instanceof Counter ? known : new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  /** What a service looks up at the moment of a scrape: a figure for each word of a label. The last to say so is asked. */
  lookUp<Label extends string>(
    name: string,
    help: string,
    label: Label,
    read: () => Promise<Readonly<Record<string, number>>>,
  ): void {
    this.registry.removeSingleMetric(name);
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        // A part that cannot answer has no figures; health says why.
        const figures = await read().catch(() => ({}));
        this.reset();
        for (const [word, figure] of Object.entries(figures)) this.set({ [label]: word } as never, figure);
      },
    });
  }

  watch(service: string, gauges: ServiceGauges): void {
    this.sources.set(service, gauges);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private gauge(name: string, help: string, read: (source: ServiceGauges) => Promise<number | undefined> | undefined) {
    const { sources } = this;
    new Gauge({
      name,
      help,
      labelNames: ['service'],
      registers: [this.registry],
      async collect() {
        for (const [service, source] of sources) {
          // A part that cannot answer has no figure; health says why.
          const value = await Promise.resolve(read(source)).catch(() => undefined);
          if (value === undefined) this.remove({ service });
          else this.set({ service }, value);
        }
      },
    });
  }
}
