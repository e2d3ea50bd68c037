import type { z } from 'zod';
import type { Caller, Scope } from '../identity/caller';
import type { AnyRpcMethod, RequestOf, ResponseOf } from './method';

/** What a handler knows of a call besides its request. */
export interface RpcCall {
  readonly caller: Caller;
  /** The service that sent the call, whoever it sent it for. */
  readonly peer: string;
  /** The rows the caller may see. Throws for a stranger. */
  scope(): Scope;
  /** Aborted when the caller stops waiting. */
  readonly signal: AbortSignal;
  /** When the caller stops waiting; absent when it never does. */
  readonly deadline: Date | undefined;
}

type Input<M extends AnyRpcMethod> = M extends { requestStream: true } ? AsyncIterable<RequestOf<M>> : RequestOf<M>;
type Output<M extends AnyRpcMethod> = M extends { responseStream: true }
  ? AsyncIterable<ResponseOf<M>>
  : Promise<ResponseOf<M>>;

export type RpcHandler<M extends AnyRpcMethod> = (request: Input<M>, call: RpcCall) => Output<M>;

export interface RpcOptions<M extends AnyRpcMethod> {
  /** Checks each request before the handler sees it; every problem is reported with its path. */
  readonly input?: z.ZodType<RequestOf<M>>;
}

export interface RpcMark {
  readonly definition: AnyRpcMethod;
  readonly input?: z.ZodType<unknown> | undefined;
}

const marks = new WeakMap<object, RpcMark>();

/** Answers an rpc method. Who may call it says the `permission` option in its `.proto`. */
export function Rpc<M extends AnyRpcMethod>(definition: M, options: RpcOptions<M> = {}) {
  return <F extends RpcHandler<M>>(_target: object, _name: string | symbol, descriptor: TypedPropertyDescriptor<F>) => {
    if (descriptor.value) marks.set(descriptor.value, { definition, input: options.input });
  };
}

export function rpcMarkOf(method: unknown): RpcMark | undefined {
  return typeof method === 'function' ? marks.get(method) : undefined;
}
