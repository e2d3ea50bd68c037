import { Client, credentials, Metadata } from '@grpc/grpc-js';
import {
  type ApplyRequest,
  type DigestUsersRequest,
  type KillRequest,
  type LatencyReport,
  type ListSessionsRequest,
  type ListUnusedCountersRequest,
  type ReleaseCountersRequest,
  TunnelServiceService,
  type UsageReport,
  type UserStandings,
  type ValidateRequest,
} from '@vortex/contracts/tunnel';
import { call } from '../rpc';
import { UserStream, type UsersInParts } from './user-stream.grpc';

const quickMs = 5_000;
/** Many inbounds, or all users of a large node. */
const slowMs = 120_000;
/** Often enough for a median of hours. */
const latencyMs = 60_000;

interface Streamed<Q, A> {
  readonly path: string;
  readonly requestSerialize: (value: Q) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => A;
}

/** What the engine of a node can be asked, whether it is one process or several. */
export type NodeEngine = Pick<Engine, keyof Engine>;

/** The control API of one process, on its Unix socket. */
export class Engine {
  private readonly client: Client;

  constructor(socket: string) {
    this.client = new Client(`unix:${socket}`, credentials.createInsecure(), {
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.min_reconnect_backoff_ms': 50,
      'grpc.max_reconnect_backoff_ms': 250,
      'grpc.max_receive_message_length': 64 * 1024 * 1024,
    });
  }

  hello() {
    return call(this.client, TunnelServiceService.hello, {}, quickMs);
  }

  /** The same of one that may be starting. */
  awaited() {
    return call(this.client, TunnelServiceService.hello, {}, quickMs, { waitForReady: true });
  }

  health() {
    return call(this.client, TunnelServiceService.getHealth, {}, quickMs);
  }

  validate(request: ValidateRequest) {
    return call(this.client, TunnelServiceService.validate, request, quickMs);
  }

  apply(request: ApplyRequest) {
    return call(this.client, TunnelServiceService.apply, request, slowMs);
  }

  /** @param request vortex.tunnel.v1.ApplyUsersRequest, encoded */
  applyUsers(request: Buffer) {
    const passing = { ...TunnelServiceService.applyUsers, requestSerialize: (bytes: Buffer) => bytes };
    return call(this.client, passing, request, slowMs);
  }

  /** Of an engine that can "users_in_parts". */
  usersInParts(): UsersInParts {
    return new UserStream(this.client, slowMs);
  }

  unusedCounters(request: ListUnusedCountersRequest) {
    return call(this.client, TunnelServiceService.listUnusedCounters, request, quickMs);
  }

  releaseCounters(request: ReleaseCountersRequest) {
    return call(this.client, TunnelServiceService.releaseCounters, request, slowMs);
  }

  digestUsers(request: DigestUsersRequest) {
    return call(this.client, TunnelServiceService.digestUsers, request, slowMs);
  }

  listSessions(request: ListSessionsRequest) {
    return call(this.client, TunnelServiceService.listSessions, request, quickMs);
  }

  kill(request: KillRequest) {
    return call(this.client, TunnelServiceService.kill, request, quickMs);
  }

  /** What was used, until the engine ends or `signal` aborts. */
  usage(intervalMs: number, signal: AbortSignal): AsyncGenerator<UsageReport> {
    return this.told(TunnelServiceService.streamUsage, { intervalMs }, signal);
  }

  /** Who wants something, until the engine ends or `signal` aborts. */
  standings(signal: AbortSignal): AsyncGenerator<UserStandings> {
    return this.told(TunnelServiceService.streamStandings, {}, signal);
  }

  /** How far customers are, as it is measured, until the engine ends or `signal` aborts. */
  latencies(signal: AbortSignal): AsyncGenerator<LatencyReport> {
    return this.told(TunnelServiceService.streamLatencies, { intervalMs: latencyMs }, signal);
  }

  private async *told<Q, A>(
    { path, requestSerialize, responseDeserialize }: Streamed<Q, A>,
    request: Q,
    signal: AbortSignal,
  ): AsyncGenerator<A> {
    const stream = this.client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      new Metadata(),
    );
    const cancel = (): void => stream.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      yield* stream as AsyncIterable<A>;
    } finally {
      signal.removeEventListener('abort', cancel);
      stream.on('error', () => undefined);
      stream.cancel();
    }
  }

  close(): void {
    this.client.close();
  }
}
