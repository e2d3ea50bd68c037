import { Server, type Metadata, type ServerDuplexStream, type ServerUnaryCall } from '@grpc/grpc-js';
import { context, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import type { TokenVerifier } from '../auth/token-verifier';
import { type Address, formatAddress } from '../config/address';
import type { DomainError } from '../errors/domain-error';
import { expectedFailure } from '../errors/expected-failure';
import { CallCancelled, DeadlineExceeded, ResourceExhausted, Unavailable } from '../errors/failures';
import { toStatus } from '../errors/grpc-status';
import { RemoteFailure } from '../errors/remote-error';
import type { CertificateFiles } from '../identity/certificate-files';
import { runInCall } from '../identity/call-context';
import { scopeOf } from '../identity/caller';
import type { Log } from '../log/log';
import type { Metrics } from '../metrics/metrics';
import { closeSpan, openSpan } from '../telemetry/span';
import { currentTraceId } from '../telemetry/trace-ids';
import { admit, type Envelope } from './call-admission';
import { extractTrace, readOrigin } from './call-metadata';
import { shortName } from './method';
import type { HandledMethod } from './method-table';
import type { RpcCall } from './rpc.decorator';
import { answerStream, answerUnary, type Invoke } from './server-calls';
import { claimSocket } from './socket-file';
import { serverCredentials, serverOptions, type Trust, trustOf } from './transport';

export interface RpcServerOptions {
  readonly service: string;
  readonly methods: ReadonlyMap<string, HandledMethod>;
  readonly tokens: Pick<TokenVerifier, 'verify'>;
  readonly log: Log;
  readonly metrics?: Metrics | undefined;
  /** Calls served at once; more are refused. Default: 1,000. */
  readonly maxCalls?: number;
}

/** What the wrapper needs of a call of any kind. */
interface IncomingCall extends Envelope {
  readonly metadata: Metadata;
  getDeadline(): Date | number;
  once(event: 'cancelled', listener: () => void): unknown;
}

/** One service's gRPC server. Around each handler: trace, caller, permission, input, failure. */
export class RpcServer {
  private readonly server = new Server(serverOptions);
  private readonly open = new Set<AbortController>();
  private readonly maxCalls: number;
  private trust: Trust = 'certificate';

  constructor(private readonly options: RpcServerOptions) {
    this.maxCalls = options.maxCalls ?? 1_000;
    for (const method of options.methods.values()) this.register(method);
  }

  /** Starts to answer at `address`; port 0 takes any free one. Returns where it really listens. */
  async listen(address: Address, certificates?: CertificateFiles): Promise<Address> {
    if (address.kind === 'unix') await claimSocket(address.path);
    this.trust = trustOf(address, certificates);
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync(formatAddress(address), serverCredentials(address, certificates), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return address.kind === 'tcp' ? { ...address, port } : address;
  }

  /** Takes no new calls, lets open ones end until `deadlineMs` from now, then cuts them off. Streams are told at once. */
  async drain(deadlineMs: number): Promise<void> {
    const ended = new Promise<void>((resolve) => this.server.tryShutdown(() => resolve()));
    for (const controller of this.streams) controller.abort(new Unavailable('shutting_down'));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), deadlineMs)));
    if ((await Promise.race([ended, late])) === 'late') {
      this.options.log.warn({ calls: this.open.size }, 'cut off calls that did not end in time');
      this.server.forceShutdown();
    }
    clearTimeout(timer);
  }

  private readonly streams = new Set<AbortController>();

  private register(method: HandledMethod): void {
    const { definition } = method;
    const { path, requestStream, responseStream } = definition;
    const kind = requestStream ? (responseStream ? 'bidi' : 'clientStream') : responseStream ? 'serverStream' : 'unary';
    const serve = (
      call: ServerUnaryCall<unknown, unknown> & ServerDuplexStream<unknown, unknown>,
      reply: never,
    ): void => {
      const invoke: Invoke = (produce) => this.serve(method, call, produce);
      if (responseStream) answerStream(call, method, invoke);
      else answerUnary(call, method, invoke, reply);
    };
    this.server.register(
      path,
      serve as never,
      (value: unknown) => definition.responseSerialize(value as never),
      (bytes: Buffer) => definition.requestDeserialize(bytes),
      kind,
    );
  }

  /** Runs `produce` for an admitted call. Rejects with the status to send. */
  private async serve<T>(
    method: HandledMethod,
    call: IncomingCall,
    produce: (call: RpcCall) => Promise<T>,
  ): Promise<T> {
    const { path } = method.definition;
    const startedAt = performance.now();
    const { span, inside } = openSpan({
      name: shortName(path),
      kind: SpanKind.SERVER,
      attributes: { 'rpc.system': 'grpc', 'rpc.method': path, 'vortex.service': this.options.service },
      parent: extractTrace(ROOT_CONTEXT, call.metadata),
    });
    return context.with(inside, async () => {
      const abort = this.track(call, method);
      try {
        const result = await this.admitted(method, call, abort, produce);
        closeSpan(span);
        this.measure(path, 'ok', startedAt);
        return result;
      } catch (error) {
        const failure = expectedFailure(error);
        closeSpan(span, failure ?? error);
        this.measure(path, failure?.kind ?? 'internal', startedAt);
        this.report(path, error, failure);
        throw toStatus(failure ?? error, currentTraceId());
      } finally {
        this.open.delete(abort);
        this.streams.delete(abort);
      }
    });
  }

  private async admitted<T>(
    method: HandledMethod,
    incoming: IncomingCall,
    abort: AbortController,
    produce: (call: RpcCall) => Promise<T>,
  ): Promise<T> {
    if (this.open.size > this.maxCalls) throw new ResourceExhausted('too_many_calls');
    const { caller, peer, token, actingFor } = await admit(
      incoming,
      method.permission,
      this.trust,
      this.options.tokens,
    );
    abort.signal.throwIfAborted();
    const until = Number(incoming.getDeadline());
    const deadlineMs = Number.isFinite(until) ? until : undefined;
    const call: RpcCall = {
      caller,
      peer,
      scope: () => scopeOf(caller),
      signal: abort.signal,
      deadline: deadlineMs === undefined ? undefined : new Date(deadlineMs),
    };
    const origin = readOrigin(incoming.metadata);
    return runInCall({ caller, token, actingFor, deadlineMs, signal: abort.signal, ...origin }, () => produce(call));
  }

  private track(call: IncomingCall, method: HandledMethod): AbortController {
    const abort = new AbortController();
    this.open.add(abort);
    if (method.definition.requestStream || method.definition.responseStream) this.streams.add(abort);
    call.once('cancelled', () => {
      const late = Number(call.getDeadline()) <= Date.now();
      abort.abort(late ? new DeadlineExceeded() : new CallCancelled());
    });
    return abort;
  }

  private measure(path: string, code: string, startedAt: number): void {
    const labels = { service: this.options.service, method: shortName(path), code };
    this.options.metrics?.rpcServer.observe(labels, (performance.now() - startedAt) / 1000);
  }

  private report(path: string, error: unknown, failure: DomainError | undefined): void {
    const { log } = this.options;
    const facts = { method: shortName(path), err: error };
    if (failure === error) log.debug({ method: facts.method, code: failure?.code }, 'refused a call');
    else if (failure) log.warn(facts, 'the database failed a call');
    else if (error instanceof CallCancelled) log.debug({ method: facts.method }, 'a call was cancelled');
    else if (error instanceof RemoteFailure)
      log.warn({ method: facts.method }, error.message); // its cause is logged there
    else log.error(facts, 'a call failed');
  }
}
