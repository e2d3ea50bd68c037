import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { expectedFailure } from '../errors/expected-failure';
import { httpStatusOf } from '../errors/http-status';
import { RemoteFailure } from '../errors/remote-error';
import type { Log } from '../log/log';
import { currentTraceId } from '../telemetry/trace-ids';

/** Where a failure leaves the service over HTTP. GraphQL's failures go on to `formatGraphqlError`. */
@Catch()
export class EdgeExceptionFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() !== 'http') throw error;
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const traceId = currentTraceId();
    const failure = expectedFailure(error);
    if (failure) {
      if (failure !== error) this.log.warn({ err: error }, 'the database failed a request');
      const { kind, code, facts, violations } = failure;
      response.status(httpStatusOf(kind)).json({ error: { code, kind, facts, violations, traceId } });
    } else if (error instanceof HttpException) {
      response.status(error.getStatus()).json(error.getResponse());
    } else if (isRefusedBody(error)) {
      response.status(error.status).json({ error: { code: 'bad_request', kind: 'invalid_input', traceId } });
    } else {
      if (!(error instanceof RemoteFailure)) this.log.error({ err: error }, 'a request failed');
      response.status(500).json({ error: { code: 'internal', kind: 'internal', traceId } });
    }
  }
}

/** Thrown by the body parser for a body that is too large or not JSON. */
function isRefusedBody(error: unknown): error is { status: number } {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return expose === true && typeof status === 'number' && status >= 400 && status < 500;
}
