import { expectedFailure, type FormattedError, httpStatusOf } from '@vortex/kit';
import { GraphQLError } from 'graphql';
import type { Response } from 'express';
import { RateLimited } from '../../rate-limits/rate-limit.errors';
import { InvalidDocument } from '../documents/invalid-document.graphql';
import { RequestRefused } from './request.errors';

export type Format = (formatted: FormattedError, error: unknown) => FormattedError;

/** Says over HTTP, in GraphQL's own shape, why a request goes no further. */
export function refuse(response: Response, error: unknown, format: Format): void {
  if (error instanceof RateLimited) response.setHeader('retry-after', String(error.retryAfterSeconds));
  if (error instanceof RequestRefused && error.status === 405) response.setHeader('allow', 'POST');
  const errors = graphqlErrorsOf(error).map((one) => format(one.toJSON(), one));
  response.status(statusOf(error)).json({ errors });
}

/** The errors to tell, for requests over HTTP and over a WebSocket alike. */
export function graphqlErrorsOf(error: unknown): readonly GraphQLError[] {
  if (error instanceof InvalidDocument) return error.errors;
  const cause = error instanceof Error ? error : new Error(String(error));
  return [new GraphQLError(cause.message, { originalError: cause })];
}

function statusOf(error: unknown): number {
  if (error instanceof RequestRefused) return error.status;
  const failure = expectedFailure(error);
  if (failure) return httpStatusOf(failure.kind);
  if (!(error instanceof InvalidDocument)) return 500;
  // Clients of persisted operations take any other status for a broken server.
  return error.errors[0]?.extensions['code'] === 'PERSISTED_QUERY_NOT_FOUND' ? 200 : 400;
}
