import type { EventEnvelope } from '@vortex/contracts/common';
import type { MessagingDatabase } from '../database-port';
import { type Received, metaOf } from '../event-type';
import { traceConsumer } from '../trace';
import { Unreadable } from './consumer.errors';
import type { Handler } from './handler';
import { Inbox } from './inbox';

/** Applies events: inbox and effect in one transaction. */
export class EventProcessor {
  readonly inbox: Inbox;
  private readonly handlers = new Map<string, Handler[]>();

  constructor(
    private readonly service: string,
    private readonly db: MessagingDatabase,
    handlers: readonly Handler[],
  ) {
    this.inbox = new Inbox(db);
    for (const handler of handlers) {
      const name = handler.type.$type;
      this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
    }
  }

  get types(): string[] {
    return [...this.handlers.keys()];
  }

  handles(type: string): boolean {
    return this.handlers.has(type);
  }

  /** All or none of them, each at most once, in their order. */
  async apply(envelopes: readonly EventEnvelope[]): Promise<void> {
    await this.db.run(async () => {
      const fresh = new Set(await this.inbox.record(envelopes.map(({ id }) => id)));
      // Deleting from the set as we go drops a second copy within the same batch.
      await this.handle(envelopes.filter(({ id }) => fresh.delete(id)));
    });
  }

  /** Calls the handlers without asking the inbox. Must run inside a transaction. */
  async handle(envelopes: readonly EventEnvelope[]): Promise<void> {
    for (const run of runsOfOneType(envelopes)) {
      const handlers = this.handlers.get(run[0].type) ?? [];
      for (const handler of handlers) await this.call(handler, run);
    }
  }

  private async call(handler: Handler, run: readonly EventEnvelope[]): Promise<void> {
    const parts = handler.mode === 'batch' ? [run] : run.map((envelope) => [envelope]);
    for (const part of parts) {
      const events = part.map((envelope) => received(handler, envelope));
      await traceConsumer(this.service, part, () => handler.handle(events));
    }
  }
}

function received(handler: Handler, envelope: EventEnvelope): Received<unknown> {
  try {
    return { event: handler.type.decode(envelope.payload), meta: metaOf(envelope) };
  } catch (error) {
    throw new Unreadable(envelope.type, error);
  }
}

type Run = readonly [EventEnvelope, ...EventEnvelope[]];

/** Splits where the type changes, so that handlers of several types still see events in their order. */
function runsOfOneType(envelopes: readonly EventEnvelope[]): Run[] {
  const runs: [EventEnvelope, ...EventEnvelope[]][] = [];
  for (const envelope of envelopes) {
    const last = runs.at(-1);
    if (last && last[0].type === envelope.type) last.push(envelope);
    else runs.push([envelope]);
  }
  return runs;
}
