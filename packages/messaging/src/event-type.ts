import type { EventEnvelope } from '@vortex/contracts/common';

export type DeepPartial<T> = T extends bigint
  ? string | number | bigint
  : T extends Date | Uint8Array | string | number | boolean | undefined
    ? T
    : T extends readonly (infer U)[]
      ? DeepPartial<U>[]
      : T extends object
        ? { [K in keyof T]?: DeepPartial<T[K]> }
        : Partial<T>;

/** The codec of one event message; what ts-proto generates for a message fits. */
export interface EventType<T> {
  readonly $type: string;
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
  fromPartial(partial: never): T;
}

/** What is known of an event besides its content. */
export interface EventMeta {
  readonly id: string;
  readonly type: string;
  readonly producer: string;
  readonly aggregateId: string;
  /** Empty for events of the platform itself. */
  readonly tenantId: string;
  readonly occurredAt: Date;
  readonly lane: LaneName;
  /** Grows within an aggregate of one producer, in the order of its commits. */
  readonly sequence: bigint;
}

export interface Received<T> {
  readonly event: T;
  readonly meta: EventMeta;
}

export type LaneName = 'interactive' | 'bulk';

export const lanes: readonly LaneName[] = ['interactive', 'bulk'];

/** As stored in the outbox and sent in `NOTIFY`. */
export const laneNumber: Readonly<Record<LaneName, number>> = { interactive: 1, bulk: 2 };

export function laneOf(envelope: EventEnvelope): LaneName {
  return envelope.lane === 'LANE_BULK' ? 'bulk' : 'interactive';
}

export function metaOf(envelope: EventEnvelope): EventMeta {
  return {
    id: envelope.id,
    type: envelope.type,
    producer: envelope.producer,
    aggregateId: envelope.aggregateId,
    tenantId: envelope.tenantId,
    occurredAt: envelope.occurredAt ?? new Date(0),
    lane: laneOf(envelope),
    sequence: envelope.sequence,
  };
}
