import { EventEnvelope } from '@vortex/contracts/common';
import { eventTypes } from '@vortex/contracts/catalog';
import { newId } from '@vortex/kit';
import type { BusDriver, EventType, Sink } from '@vortex/messaging';

/** What other services would see of the one under test, and what they would send to it. */
export class EventTap {
  private readonly envelopes: EventEnvelope[] = [];
  private sequence = 0n;

  private constructor(private readonly bus: BusDriver) {}

  static async on(bus: BusDriver): Promise<EventTap> {
    const tap = new EventTap(bus);
    const sink: Sink = {
      deliver: (deliveries) => {
        for (const { envelope, settle } of deliveries) {
          tap.envelopes.push(envelope);
          settle();
        }
      },
      reset: () => undefined,
    };
    await bus.subscribe({
      service: `tap-${newId()}`,
      types: [...eventTypes],
      lanes: { interactive: sink, bulk: sink },
      dead: sink,
      waitingRoom: { add: async () => undefined, first: async () => [], remove: async () => undefined },
    });
    return tap;
  }

  /** Events of `type` that have reached the bus, in their order. */
  of<T>(type: EventType<T>): T[] {
    return this.envelopes.filter((one) => one.type === type.$type).map((one) => type.decode(one.payload));
  }

  /** Sends an event to the service as another would. Resolves when the bus has it. */
  async send<T>(
    type: EventType<T>,
    event: Partial<T>,
    options: { aggregateId: string; tenantId?: string; producer?: string; id?: string },
  ): Promise<void> {
    const envelope = EventEnvelope.fromPartial({
      id: options.id ?? newId(),
      type: type.$type,
      producer: options.producer ?? 'test',
      aggregateId: options.aggregateId,
      tenantId: options.tenantId ?? '',
      occurredAt: new Date(),
      lane: 'LANE_INTERACTIVE',
      payload: Buffer.from(type.encode(type.fromPartial(event as never)).finish()),
      sequence: ++this.sequence,
    });
    await this.bus.publish([envelope]);
  }
}
