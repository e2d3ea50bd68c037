import type { Channel } from 'amqplib';

/** Acknowledges in as few frames as possible: what is settled without a gap goes as one "up to here". */
export class Acknowledger {
  private readonly open = new Map<number, boolean>();
  private scheduled = false;

  constructor(private readonly channel: Channel) {}

  delivered(tag: number): void {
    this.open.set(tag, false);
  }

  settle(tag: number): void {
    if (this.open.get(tag) !== false) return;
    this.open.set(tag, true);
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    this.scheduled = false;
    let upTo: number | undefined;
    let gap = false;
    // A Map iterates in the order of insertion, which is the order of the tags.
    for (const [tag, settled] of this.open) {
      gap ||= !settled;
      if (!settled) continue;
      this.open.delete(tag);
      if (gap) this.acknowledge(tag, false);
      else upTo = tag;
    }
    if (upTo !== undefined) this.acknowledge(upTo, true);
  }

  private acknowledge(deliveryTag: number, allUpTo: boolean): void {
    try {
      this.channel.ack({ fields: { deliveryTag } } as never, allUpTo);
    } catch {
      // The channel is closed: the broker delivers again, and the inbox knows the event.
    }
  }
}
