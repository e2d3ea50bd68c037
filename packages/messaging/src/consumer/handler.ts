import type { EventType, Received } from '../event-type';

/** One method that consumes one type of event. */
export interface Handler {
  readonly type: EventType<unknown>;
  /** Class and method, for people. */
  readonly name: string;
  /** `batch` takes several events at once, `each` exactly one. */
  readonly mode: 'each' | 'batch';
  handle(events: readonly Received<unknown>[]): Promise<unknown>;
}

interface Mark {
  readonly type: EventType<unknown>;
  readonly method: string;
  readonly mode: Handler['mode'];
}

/** By prototype, so that a subclass inherits the handlers of its base. */
const marks = new WeakMap<object, Mark[]>();

export function mark(prototype: object, entry: Mark): void {
  marks.set(prototype, [...(marks.get(prototype) ?? []), entry]);
}

/** The handlers that `@Consume` and `@ConsumeBatch` mark on these objects. */
export function discoverHandlers(instances: Iterable<object>): Handler[] {
  return [...new Set(instances)].flatMap((instance) => marksOf(instance).map((entry) => bind(instance, entry)));
}

function marksOf(instance: object): Mark[] {
  const byMethod = new Map<string, Mark[]>();
  for (let prototype = Object.getPrototypeOf(instance) as object | null; prototype;) {
    for (const entry of marks.get(prototype) ?? []) {
      if (!byMethod.get(entry.method)?.some(({ type }) => type.$type === entry.type.$type))
        byMethod.set(entry.method, [...(byMethod.get(entry.method) ?? []), entry]);
    }
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return [...byMethod.values()].flat();
}

function bind(instance: object, { type, method, mode }: Mark): Handler {
  const call = async (...args: unknown[]): Promise<unknown> => {
    const target: unknown = Reflect.get(instance, method);
    if (typeof target !== 'function') throw new TypeError(`${instance.constructor.name}.${method} is not a method`);
    return Reflect.apply(target, instance, args) as unknown;
  };
  return {
    type,
    name: `${instance.constructor.name}.${method}`,
    mode,
    async handle(events) {
      if (mode === 'batch') return call(events);
      for (const { event, meta } of events) await call(event, meta);
    },
  };
}
