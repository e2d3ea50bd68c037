import { eventTypes } from '@vortex/contracts/catalog';
import type { OutboxDatabase } from '../database-port';
import { newEventId } from '../event-id';
import { type DeepPartial, type EventType, type LaneName, laneNumber } from '../event-type';
import { tracePublish } from '../trace';
import { EventTooLarge, NotAnEvent, OutsideTransaction } from './outbox.errors';

export interface AddOptions {
  /** Order is kept among events of one aggregate. */
  readonly aggregateId: string;
  /** Empty or absent for events of the platform itself. */
  readonly tenantId?: string;
  /** Default: interactive. */
  readonly lane?: LaneName;
}

export interface OutboxOptions {
  /** Full names of what may be added. Default: the catalogue of the contracts. */
  readonly catalogue?: ReadonlySet<string>;
  readonly now?: () => Date;
}

/** A thousand changes in one event fit; a payload that does not is a document, not an event. */
const maxEventBytes = 512 * 1024;

/** PostgreSQL drops all but one of equal notifications of a transaction, so the relay is woken once a commit and lane. */
const insert = `
  WITH added AS (
    INSERT INTO messaging.outbox (lane, type, producer, id, aggregate_id, tenant_id, occurred_at, traceparent, payload)
    SELECT $1, $2, $10, e.id, e.aggregate_id, e.tenant_id, $3, $4, e.payload
    FROM unnest($5::uuid[], $6::text[], $7::text[], $8::bytea[]) WITH ORDINALITY AS e(id, aggregate_id, tenant_id, payload, n)
    ORDER BY e.n
    RETURNING 1
  )
  SELECT pg_notify('vortex_outbox', $9) FROM (SELECT count(*) FROM added) AS once`;

/**
 * Adds events to the outbox of the caller's transaction: they exist if, and only if, it commits.
 *
 * Order of an aggregate's events is the order of `sequence`, and that is the order of commits only because of one rule:
 * **a use case holds its aggregate's row lock (or has just inserted the row) before it adds the event.** Then the next
 * transaction cannot draw a number before this one has committed. In return nothing waits for a global order: a long
 * bulk transaction that has drawn small numbers does not hold back events of others that commit before it.
 */
export class Outbox {
  private readonly catalogue: ReadonlySet<string>;
  private readonly now: () => Date;

  constructor(
    private readonly database: OutboxDatabase,
    /** Name of the service; travels in the envelope. */
    private readonly producer: string,
    options: OutboxOptions = {},
  ) {
    this.catalogue = options.catalogue ?? eventTypes;
    this.now = options.now ?? (() => new Date());
  }

  add<T>(type: EventType<T>, event: DeepPartial<T>, options: AddOptions): Promise<void> {
    return this.addAll(type, [{ event, aggregateId: options.aggregateId, tenantId: options.tenantId }], options.lane);
  }

  /** Many events of one type in one statement, in their order. */
  async addAll<T>(
    type: EventType<T>,
    items: readonly { readonly event: DeepPartial<T>; readonly aggregateId: string; readonly tenantId?: string }[],
    lane: LaneName = 'interactive',
  ): Promise<void> {
    if (!this.catalogue.has(type.$type)) throw new NotAnEvent(type.$type);
    if (!this.database.inTransaction) throw new OutsideTransaction(type.$type);
    if (items.length === 0) return;
    await tracePublish(type.$type, items.length, (traceparent) =>
      this.database.sql.execute(insert, [
        laneNumber[lane],
        type.$type,
        this.now(),
        traceparent,
        items.map(() => newEventId()),
        items.map((item) => item.aggregateId),
        items.map((item) => item.tenantId ?? ''),
        items.map((item) => serialize(type, item.event)),
        lane,
        this.producer,
      ]),
    );
  }
}

function serialize<T>(type: EventType<T>, event: DeepPartial<T>): Buffer {
  const bytes = type.encode(type.fromPartial(event as never)).finish();
  if (bytes.length > maxEventBytes) throw new EventTooLarge(type.$type, bytes.length, maxEventBytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
