import { z } from 'zod';
import { RequestRefused } from './request.errors';

const shape = z.object({
  query: z.string().optional(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z
    .looseObject({
      persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
      idempotencyKey: z.string().optional(),
    })
    .nullish(),
});

/** The body of a request as the GraphQL over HTTP specification has it. */
export interface GraphqlRequest {
  readonly query?: string | undefined;
  readonly operationName?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly sha256Hash?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** Throws RequestRefused, saying whether it is a batch, which one request may not be, or no request at all. */
export function readRequest(body: unknown): GraphqlRequest {
  if (Array.isArray(body)) throw new RequestRefused('batches_not_supported', 400);
  const { success, data } = shape.safeParse(body);
  const persisted = data?.extensions?.persistedQuery;
  if (!success || (!data.query && !persisted)) throw new RequestRefused('request_malformed', 400);
  return {
    query: data.query,
    operationName: data.operationName ?? undefined,
    variables: data.variables ?? {},
    sha256Hash: persisted?.sha256Hash,
    idempotencyKey: data.extensions?.idempotencyKey,
  };
}
