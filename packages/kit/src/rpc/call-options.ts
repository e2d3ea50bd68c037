import { insideTransaction } from '@vortex/database';
import { CallCancelled, DeadlineExceeded } from '../errors/failures';
import { type CallContext, currentCall } from '../identity/call-context';
import type { TenantId } from '../ids/id';
import type { Origin } from './call-metadata';

export interface CallOptions {
  /** How long to wait at most. Default: 5 s; for a method that answers with a stream: as long as the caller does. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /**
   * Who the call is made for. Default: whoever the request at hand is served for (outside of any, the service itself).
   * Methods meant for services are always called by the service itself.
   */
  readonly as?: 'caller' | 'itself' | 'stranger';
}

/** The limits and the identity of one call, settled before its first attempt. */
export interface CallPlan {
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  readonly token: string | undefined;
  readonly actingFor: 'itself' | 'stranger';
  /** The tenant the account of the token acts for. */
  readonly tenantId: TenantId | undefined;
  readonly origin: Origin;
}

const defaultTimeoutMs = 5_000;

/** An rpc was begun while a database transaction is open: it would hold locks for as long as another service takes. */
export class RpcInsideTransaction extends Error {
  constructor(method: string) {
    super(`${method} was called inside a database transaction`);
    this.name = 'RpcInsideTransaction';
  }
}

export function planCall(
  method: { name: string; permission: string; answersWithStream: boolean },
  options: CallOptions,
): CallPlan {
  if (insideTransaction()) throw new RpcInsideTransaction(method.name);
  const call = currentCall();
  const timeoutMs = options.timeoutMs ?? (method.answersWithStream ? Number.POSITIVE_INFINITY : defaultTimeoutMs);
  const deadlineMs = Math.min(Date.now() + timeoutMs, call?.deadlineMs ?? Number.POSITIVE_INFINITY);
  if (deadlineMs <= Date.now()) throw new DeadlineExceeded();
  const signals = [options.signal, call?.signal].filter((signal) => signal !== undefined);
  const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
  if (signal?.aborted) throw new CallCancelled();
  const origin = { client: call?.client, requestId: call?.requestId };
  return { deadlineMs, signal, origin, ...identityFor(method.permission, options.as ?? 'caller', call) };
}

function identityFor(
  permission: string,
  as: 'caller' | 'itself' | 'stranger',
  call: CallContext | undefined,
): Pick<CallPlan, 'token' | 'actingFor' | 'tenantId'> {
  if (as === 'stranger') return { token: undefined, actingFor: 'stranger', tenantId: undefined };
  if (as === 'itself' || permission === 'service' || !call) {
    return { token: undefined, actingFor: 'itself', tenantId: undefined };
  }
  const actingFor = call.caller.kind === 'service' ? 'itself' : 'stranger';
  return { token: call.token, actingFor, tenantId: call.token ? call.actingFor : undefined };
}
