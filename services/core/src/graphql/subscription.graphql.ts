import { anonymous, type GraphqlContext, runInCall } from '@vortex/kit';
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';

const options = { maxCoercionErrors: 20 };

/** Of one subscription; `leaving` ends its call. */
interface SubscriptionContext extends GraphqlContext {
  readonly leaving: AbortController;
}

/** Gives a subscription a signal of its own: a feed that waits for what may never come hears by it that nobody waits. */
export function leavable({ call = { caller: anonymous }, ...context }: GraphqlContext): SubscriptionContext & object {
  const leaving = new AbortController();
  const signal = call.signal ? AbortSignal.any([call.signal, leaving.signal]) : leaving.signal;
  return { ...context, call: { ...call, signal }, leaving };
}

/**
 * Runs a subscription. Each event is answered in the call of the subscriber, and with a context of its own: what was
 * loaded for one event says nothing of the next.
 */
export async function subscribeAfresh(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const events = await createSourceEventStream({ ...args, options, hideSuggestions: true });
  return isStream(events) ? answers(events, args) : events;
}

/** Not a generator of its own: leaving it must reach the source at once, also while that waits for its next event. */
function answers(events: AsyncIterable<unknown>, args: ExecutionArgs): AsyncIterableIterator<ExecutionResult> {
  const source = events[Symbol.asyncIterator]();
  const iterator: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      const step = (await source.next()) as IteratorResult<unknown, undefined>;
      return step.done ? { done: true, value: undefined } : { done: false, value: await answer(step.value, args) };
    },
    async return() {
      (args.contextValue as SubscriptionContext).leaving.abort();
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}

async function answer(event: unknown, args: ExecutionArgs): Promise<ExecutionResult> {
  const context = { ...(args.contextValue as GraphqlContext) };
  const run = () => execute({ ...args, rootValue: event, contextValue: context, options, hideSuggestions: true });
  return context.call ? runInCall(context.call, run) : run();
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
