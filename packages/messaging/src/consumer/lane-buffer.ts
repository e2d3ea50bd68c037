import type { Delivery } from '../bus/bus-driver';

/** Deliveries that wait for their turn. Those of an aggregate that is being retried stay until it is free again. */
export class LaneBuffer {
  private waiting: Delivery[] = [];
  private readonly held = new Set<string>();

  get size(): number {
    return this.waiting.length;
  }

  add(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) this.waiting.push(delivery);
  }

  /** Puts back what was taken and not begun, in front. */
  putBack(deliveries: readonly Delivery[]): void {
    this.waiting = [...deliveries, ...this.waiting];
  }

  clear(): void {
    this.waiting = [];
  }

  /** Keeps later events of these aggregates waiting. */
  hold(aggregate: string): void {
    this.held.add(aggregate);
  }

  release(aggregate: string): void {
    this.held.delete(aggregate);
  }

  /** The oldest deliveries, in order, without those of held aggregates. A suspect comes alone. */
  take(limit: number): Delivery[] {
    const taken: Delivery[] = [];
    const rest: Delivery[] = [];
    let from = 0;
    for (; from < this.waiting.length && taken.length < limit; from++) {
      const delivery = this.waiting[from];
      if (!delivery) continue;
      if (this.held.has(aggregateOf(delivery))) rest.push(delivery);
      else if (!delivery.suspect) taken.push(delivery);
      else if (taken.length > 0) break;
      else {
        taken.push(delivery);
        from++;
        break;
      }
    }
    this.waiting = rest.length > 0 ? [...rest, ...this.waiting.slice(from)] : this.waiting.slice(from);
    return taken;
  }
}

/** Order is kept within this. */
export function aggregateOf({ envelope }: Delivery): string {
  return `${envelope.producer}/${envelope.aggregateId}`;
}
