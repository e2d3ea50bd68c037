import { createHash } from 'node:crypto';
import { EventEnvelope } from '@vortex/contracts/common';
import type { ConsumeMessage } from 'amqplib';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Deliveries that a restart or a lost connection explains; more make an event suspect. */
const innocentDeliveries = 3;

/** What cannot be read comes back without a type, under an id made from its bytes, so that it is buried once. */
export function readEnvelope(content: Buffer): EventEnvelope {
  try {
    const envelope = EventEnvelope.decode(content);
    if (uuid.test(envelope.id) && envelope.type !== '') return envelope;
  } catch {
    // Falls through to the unreadable.
  }
  const digest = createHash('sha256').update(content).digest('hex');
  const id = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  return EventEnvelope.fromPartial({ id: id.join('-'), payload: content });
}

export function isSuspect(message: ConsumeMessage): boolean {
  const count: unknown = message.properties.headers?.['x-delivery-count'];
  return typeof count === 'number' && count >= innocentDeliveries;
}
