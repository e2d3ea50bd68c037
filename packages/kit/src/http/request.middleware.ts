import { context, propagation, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import type { NextFunction, Request, Response } from 'express';
import type { BlockList } from 'node:net';
import type { Authenticator } from '../auth/authenticator';
import { tenantHeader } from '../identity/acting-tenant';
import { runInCall } from '../identity/call-context';
import { newId } from '../ids/id';
import type { Log } from '../log/log';
import { maskText } from '../log/redaction';
import type { Metrics } from '../metrics/metrics';
import { closeSpan, openSpan } from '../telemetry/span';
import { cameThroughProxy, clientOf } from './client-address';

export interface RequestOptions {
  readonly service: string;
  readonly authenticator: Authenticator;
  readonly trustedProxies: BlockList;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Asked for all day long by machines; of interest only when something is wrong. */
const quietPaths = new Set(['/livez', '/readyz', '/healthz', '/metrics']);

/** Around every request: an id, a trace, the caller, a line in the log. */
export function requestMiddleware(options: RequestOptions) {
  const { service, authenticator, trustedProxies, log, metrics } = options;
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    const known = cameThroughProxy(request, trustedProxies);
    const client = clientOf(request, trustedProxies);
    const requestId = (known && validId(request.headers['x-request-id'])) || newId();
    const path = maskText(request.path);
    response.setHeader('x-request-id', requestId);
    const { span, inside } = openSpan({
      name: `http ${request.method}`,
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': request.method, 'url.path': path, 'vortex.service': service },
      // A stranger does not get to name our traces.
      parent: known ? propagation.extract(ROOT_CONTEXT, request.headers) : ROOT_CONTEXT,
    });
    response.once('close', () => {
      const status = response.statusCode;
      const seconds = (performance.now() - startedAt) / 1000;
      span.setAttribute('http.response.status_code', status);
      closeSpan(span, status >= 500 ? new Error('HttpError') : undefined);
      metrics.http.observe({ service, method: request.method, status: `${Math.floor(status / 100)}xx` }, seconds);
      const quiet = quietPaths.has(path) && status < 400;
      const facts = {
        requestId,
        method: request.method,
        path,
        status,
        ms: Math.round(seconds * 1000),
        client: client.address,
        ...(response.writableFinished ? {} : { aborted: true }),
      };
      context.with(inside, () => log[quiet ? 'debug' : 'info'](facts, 'answered a request'));
    });
    void context.with(inside, async () => {
      const call = await authenticator.ofRequest(request, request.get(tenantHeader));
      runInCall({ ...call, requestId, client }, next);
    });
  };
}

function validId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w.-]{1,64}$/.test(header) ? header : undefined;
}
