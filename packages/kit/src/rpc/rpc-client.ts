import { type Client, Metadata, type ServiceError } from '@grpc/grpc-js';
import { context, SpanKind } from '@opentelemetry/api';
import { DomainError } from '../errors/domain-error';
import { CallCancelled } from '../errors/failures';
import { fromStatus } from '../errors/grpc-status';
import { RemoteError } from '../errors/remote-error';
import type { Metrics } from '../metrics/metrics';
import { closeSpan, inSpan, openSpan, type SpanOptions } from '../telemetry/span';
import { actingForKey, authorizationKey, injectTrace, serviceKey, tenantKey, writeOrigin } from './call-metadata';
import { type CallOptions, type CallPlan, planCall } from './call-options';
import { type AnyRpcMethod, type RequestOf, type ResponseOf, type RpcService, shortName } from './method';
import type { RpcPolicies } from './method-table';
import type { Peer } from './peer';
import { withRetry } from './retry';
import { openStream, sendRequests } from './client-streams';

type ClientInput<M extends AnyRpcMethod> = M extends { requestStream: true }
  ? AsyncIterable<RequestOf<M>>
  : RequestOf<M>;
type ClientOutput<M extends AnyRpcMethod> = M extends { responseStream: true }
  ? AsyncIterable<ResponseOf<M>>
  : Promise<ResponseOf<M>>;

/** Calls another service. Failures it expected arrive as `RemoteError`, others as `RemoteFailure`. */
export type RpcClient<S> = {
  readonly [K in keyof S]: S[K] extends AnyRpcMethod
    ? (request: ClientInput<S[K]>, options?: CallOptions) => ClientOutput<S[K]>
    : never;
};

export interface RpcClientOptions {
  /** The service that calls. */
  readonly service: string;
  readonly peer: Peer;
  readonly policies: RpcPolicies;
  readonly metrics?: Metrics | undefined;
}

export function createRpcClient<S extends RpcService>(contract: S, options: RpcClientOptions): RpcClient<S> {
  const methods = Object.entries(contract).map(([name, definition]) => {
    const method = new ClientMethod(definition, options);
    const { responseStream } = definition;
    return [
      name,
      (request: unknown, callOptions: CallOptions = {}) =>
        responseStream ? method.stream(request, callOptions) : method.call(request, callOptions),
    ];
  });
  return Object.freeze(Object.fromEntries(methods)) as RpcClient<S>;
}

class ClientMethod {
  private readonly name: string;
  private readonly permission: string;
  private readonly idempotent: boolean;

  constructor(
    private readonly definition: AnyRpcMethod,
    private readonly options: RpcClientOptions,
  ) {
    this.name = shortName(definition.path);
    const policy = options.policies[definition.path];
    this.permission = policy?.permission ?? '';
    this.idempotent = policy?.idempotent === true && !definition.requestStream;
  }

  async call(request: unknown, options: CallOptions): Promise<unknown> {
    const plan = this.plan(options);
    const startedAt = performance.now();
    let code = 'ok';
    try {
      return await inSpan(this.span(), () =>
        withRetry({ repeatable: this.idempotent, ...plan }, () => this.once(request, plan)),
      );
    } catch (error) {
      code = error instanceof DomainError ? error.kind : 'internal';
      throw error;
    } finally {
      const labels = { service: this.options.service, method: this.name, code };
      this.options.metrics?.rpcClient.observe(labels, (performance.now() - startedAt) / 1000);
    }
  }

  /** Streams are not repeated: what came already cannot be taken back. The call begins with the loop over it. */
  stream(request: unknown, options: CallOptions): AsyncIterable<unknown> {
    const plan = this.plan(options);
    return this.streamed(request, plan, { ...this.span(), parent: context.active() });
  }

  private async *streamed(request: unknown, plan: CallPlan, spanOptions: SpanOptions): AsyncGenerator<unknown> {
    const { client } = this.options.peer;
    const { span, inside } = openSpan(spanOptions);
    let failure: Error | undefined;
    try {
      const metadata = context.with(inside, () => this.metadata(plan));
      yield* openStream(client, this.definition, request, metadata, plan);
      this.options.peer.record(true);
    } catch (error) {
      failure = this.failure(error as ServiceError, plan);
      throw failure;
    } finally {
      closeSpan(span, failure);
    }
  }

  private once(request: unknown, plan: CallPlan): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, response?: unknown): void => {
        plan.signal?.removeEventListener('abort', cancel);
        if (error) return reject(this.failure(error, plan));
        this.options.peer.record(true);
        resolve(response);
      };
      const { client } = this.options.peer;
      const metadata = this.metadata(plan);
      const call = this.definition.requestStream
        ? sendRequests(client, this.definition, request, metadata, plan, done)
        : this.send(client, request, metadata, plan, done);
      const cancel = (): void => call.cancel();
      plan.signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  private send(
    client: Client,
    request: unknown,
    metadata: Metadata,
    plan: CallPlan,
    done: (error: ServiceError | null, response?: unknown) => void,
  ) {
    const { path, requestSerialize, responseDeserialize } = this.definition;
    const serialize = requestSerialize as (value: unknown) => Buffer;
    return client.makeUnaryRequest(
      path,
      serialize,
      responseDeserialize,
      request,
      metadata,
      { deadline: plan.deadlineMs },
      done,
    );
  }

  private plan(options: CallOptions): CallPlan {
    const { name, permission } = this;
    return planCall({ name, permission, answersWithStream: this.definition.responseStream }, options);
  }

  private span() {
    const attributes = {
      'rpc.system': 'grpc',
      'rpc.method': this.definition.path,
      'vortex.service': this.options.service,
    };
    return { name: this.name, kind: SpanKind.CLIENT, attributes };
  }

  private metadata(plan: CallPlan): Metadata {
    const metadata = new Metadata();
    metadata.set(serviceKey, this.options.service);
    if (plan.token) metadata.set(authorizationKey, `Bearer ${plan.token}`);
    else metadata.set(actingForKey, plan.actingFor);
    if (plan.tenantId) metadata.set(tenantKey, plan.tenantId);
    writeOrigin(plan.origin, metadata);
    injectTrace(context.active(), metadata);
    return metadata;
  }

  private failure(status: ServiceError, plan: CallPlan): Error {
    const { peer } = this.options;
    const told = fromStatus(status, peer.service, this.name);
    // Cancelled, and not by us: the other side has cut the call off.
    const cutOff = told instanceof CallCancelled && !plan.signal?.aborted;
    const error = cutOff ? new RemoteError('unavailable', 'call_cut_off', { service: peer.service }) : told;
    const gone = error instanceof DomainError && (error.kind === 'unavailable' || error.kind === 'deadline_exceeded');
    if (!(error instanceof CallCancelled)) peer.record(!gone);
    return error;
  }
}
