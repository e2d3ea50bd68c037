import { Metadata, status as Status, type ServiceError } from '@grpc/grpc-js';
import { ErrorDetail } from '@vortex/contracts/common';
import { DomainError, type ErrorKind } from './domain-error';
import { CallCancelled } from './failures';
import { RemoteError, RemoteFailure } from './remote-error';

const errorTrailer = 'vortex-error-bin';
const traceTrailer = 'vortex-trace-id';

const statusOf: Readonly<Record<ErrorKind, Status>> = {
  invalid_input: Status.INVALID_ARGUMENT,
  not_found: Status.NOT_FOUND,
  conflict: Status.ALREADY_EXISTS,
  failed_precondition: Status.FAILED_PRECONDITION,
  permission_denied: Status.PERMISSION_DENIED,
  unauthenticated: Status.UNAUTHENTICATED,
  resource_exhausted: Status.RESOURCE_EXHAUSTED,
  unavailable: Status.UNAVAILABLE,
  deadline_exceeded: Status.DEADLINE_EXCEEDED,
  unimplemented: Status.UNIMPLEMENTED,
};

const kindOf = new Map<Status, ErrorKind>([
  ...(Object.entries(statusOf) as [ErrorKind, Status][]).map(([kind, code]) => [code, kind] as const),
  [Status.ABORTED, 'conflict'],
  [Status.OUT_OF_RANGE, 'invalid_input'],
]);

/** What gRPC sends when a call fails. */
export class StatusReply extends Error {
  constructor(
    readonly code: Status,
    readonly details: string,
    readonly metadata: Metadata,
  ) {
    super(details);
    this.name = 'StatusReply';
  }
}

/** The one place where a failure becomes a gRPC status. An unexpected one tells its caller nothing but the trace id. */
export function toStatus(error: unknown, traceId: string): StatusReply {
  const metadata = new Metadata();
  if (traceId) metadata.set(traceTrailer, traceId);
  if (error instanceof CallCancelled) return new StatusReply(Status.CANCELLED, 'cancelled', metadata);
  if (!(error instanceof DomainError)) return new StatusReply(Status.INTERNAL, 'internal error', metadata);
  const detail = ErrorDetail.encode({
    code: error.code,
    facts: { ...error.facts },
    violations: [...error.violations],
  }).finish();
  metadata.set(errorTrailer, Buffer.from(detail));
  return new StatusReply(statusOf[error.kind], error.code, metadata);
}

/** The way back: what the client throws for a status it received from `service`. */
export function fromStatus(error: ServiceError, service: string, method: string): Error {
  if (error.code === Status.CANCELLED) return new CallCancelled();
  const kind = kindOf.get(error.code);
  if (!kind) {
    const [traceId] = error.metadata?.get(traceTrailer) ?? [];
    return new RemoteFailure(service, method, typeof traceId === 'string' ? traceId : '');
  }
  const [trailer] = error.metadata?.get(errorTrailer) ?? [];
  if (!(trailer instanceof Buffer)) return new RemoteError(kind, kind, { service });
  const detail = ErrorDetail.decode(trailer);
  return new RemoteError(kind, detail.code, detail.facts, detail.violations);
}
