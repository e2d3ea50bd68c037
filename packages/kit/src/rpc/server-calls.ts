import type { sendUnaryData, ServerDuplexStream, ServerUnaryCall, ServiceError } from '@grpc/grpc-js';
import { once } from 'node:events';
import { parseInput } from '../errors/input';
import { iterateInCall, currentCall } from '../identity/call-context';
import type { HandledMethod } from './method-table';
import type { RpcCall } from './rpc.decorator';

/** Admits the call and runs `produce` for it; rejects with the status to send. */
export type Invoke = <T>(produce: (call: RpcCall) => Promise<T>) => Promise<T>;

type AnyCall = ServerUnaryCall<unknown, unknown> & ServerDuplexStream<unknown, unknown>;

/** Answers a method that gives one response. */
export function answerUnary(call: AnyCall, method: HandledMethod, invoke: Invoke, reply: sendUnaryData<unknown>): void {
  // Counted until the handler ends, also when nobody waits for it any more: what still works still weighs.
  invoke(async (rpcCall) => method.handle(inputOf(call, method), rpcCall)).then(
    (response) => reply(null, response),
    (status: unknown) => reply(status as ServiceError),
  );
}

/** Answers a method that gives a stream of responses, as fast as the other side takes them. */
export function answerStream(call: AnyCall, method: HandledMethod, invoke: Invoke): void {
  invoke(async (rpcCall) => {
    const responses = method.handle(inputOf(call, method), rpcCall) as AsyncIterable<unknown>;
    const context = currentCall();
    await pump(call, context ? iterateInCall(context, responses) : responses, rpcCall.signal);
  }).then(
    () => call.end(),
    (status: unknown) => call.emit('error', status),
  );
}

function inputOf(call: AnyCall, method: HandledMethod): unknown {
  const check = (request: unknown): unknown => (method.input ? parseInput(method.input, request) : request);
  if (!method.definition.requestStream) return check(call.request);
  // By default a loop over the requests would, at their end, destroy the duplex that the answers still go through.
  return checked(call.iterator({ destroyOnReturn: false }) as AsyncIterable<unknown>, check);
}

async function* checked(source: AsyncIterable<unknown>, check: (request: unknown) => unknown): AsyncGenerator<unknown> {
  for await (const request of source) yield check(request);
}

async function pump(call: AnyCall, responses: AsyncIterable<unknown>, signal: AbortSignal): Promise<void> {
  const iterator = responses[Symbol.asyncIterator]();
  const aborted = abortion(signal);
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), aborted]);
      if (step.done) return;
      if (!call.write(step.value)) await Promise.race([once(call, 'drain'), aborted]);
    }
  } finally {
    // Not awaited: a generator that waits for its next value ends only when it looks at the signal.
    if (signal.aborted) void iterator.return?.();
    else await iterator.return?.();
  }
}

/** Rejects when nobody waits for the answer any more. */
function abortion(signal: AbortSignal): Promise<never> {
  const promise = new Promise<never>((_resolve, reject) => {
    const fail = (): void => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
  promise.catch(() => undefined);
  return promise;
}
