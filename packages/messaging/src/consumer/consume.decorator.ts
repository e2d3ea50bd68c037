import type { EventMeta, EventType, Received } from '../event-type';
import { type Handler, mark } from './handler';

type DecoratorOf<F> = <M extends F>(prototype: object, method: string, descriptor: TypedPropertyDescriptor<M>) => void;

/**
 * The method runs inside the transaction that also records the event in the inbox: what it writes through the service's
 * database happens once per event, however often the event is delivered. It must do nothing that a rollback cannot undo.
 */
export function Consume<T>(type: EventType<T>): DecoratorOf<(event: T, meta: EventMeta) => unknown> {
  return decorate(type, 'each');
}

/** As `Consume`, for all events of the type that are waiting together, in their order: for set-wise statements. */
export function ConsumeBatch<T>(type: EventType<T>): DecoratorOf<(events: readonly Received<T>[]) => unknown> {
  return decorate(type, 'batch');
}

function decorate(type: EventType<unknown>, mode: Handler['mode']) {
  return (prototype: object, method: string): void => mark(prototype, { type, method, mode });
}
