import type { Client, ClientReadableStream, ClientWritableStream, Metadata, ServiceError } from '@grpc/grpc-js';
import { once } from 'node:events';
import type { CallPlan } from './call-options';
import type { AnyRpcMethod } from './method';

function optionsOf(plan: CallPlan): { deadline?: number } {
  return Number.isFinite(plan.deadlineMs) ? { deadline: plan.deadlineMs } : {};
}

/** Opens a call that is answered with a stream. Leaving the loop over it cancels the call. */
export async function* openStream(
  client: Client,
  method: AnyRpcMethod,
  request: unknown,
  metadata: Metadata,
  plan: CallPlan,
): AsyncGenerator<unknown> {
  const call = start(client, method, request, metadata, plan);
  const cancel = (): void => call.cancel();
  plan.signal?.addEventListener('abort', cancel, { once: true });
  try {
    yield* call as AsyncIterable<unknown>;
  } finally {
    plan.signal?.removeEventListener('abort', cancel);
    call.on('error', () => undefined); // the cancellation itself
    call.cancel();
  }
}

function start(
  client: Client,
  method: AnyRpcMethod,
  request: unknown,
  metadata: Metadata,
  plan: CallPlan,
): ClientReadableStream<unknown> {
  const serialize = method.requestSerialize as (value: unknown) => Buffer;
  const options = optionsOf(plan);
  if (!method.requestStream) {
    return client.makeServerStreamRequest(
      method.path,
      serialize,
      method.responseDeserialize,
      request,
      metadata,
      options,
    );
  }
  const call = client.makeBidiStreamRequest(method.path, serialize, method.responseDeserialize, metadata, options);
  void feed(call, request as AsyncIterable<unknown>);
  return call;
}

/** Sends a stream that is answered once. */
export function sendRequests(
  client: Client,
  method: AnyRpcMethod,
  requests: unknown,
  metadata: Metadata,
  plan: CallPlan,
  done: (error: ServiceError | null, response?: unknown) => void,
): { cancel(): void } {
  const serialize = method.requestSerialize as (value: unknown) => Buffer;
  const options = optionsOf(plan);
  const call = client.makeClientStreamRequest(
    method.path,
    serialize,
    method.responseDeserialize,
    metadata,
    options,
    done,
  );
  void feed(call, requests as AsyncIterable<unknown>);
  return call;
}

/** Writes as fast as the other side takes it; a source that fails cancels the call. */
async function feed(
  call: Pick<ClientWritableStream<unknown>, 'write' | 'cancel' | 'on' | 'once'> & { end(): unknown },
  requests: AsyncIterable<unknown>,
): Promise<void> {
  let ended = false;
  call.once('close', () => (ended = true));
  call.on('error', () => (ended = true)); // reported by whoever reads the answer
  try {
    for await (const request of requests) {
      if (ended) return;
      if (!call.write(request)) await once(call as never, 'drain');
    }
    call.end();
  } catch {
    call.cancel();
  }
}
