import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { claimOf, type IdempotencyClaim } from './idempotency-key';

interface Asked {
  readonly operationName?: string | undefined;
  readonly variables: unknown;
  /** Of the request's `extensions`, for clients that cannot set a header. */
  readonly idempotencyKey?: string | undefined;
}

/** The keys of the requests being served. */
@Injectable()
export class IdempotencyClaims {
  private readonly claims = new WeakMap<IncomingMessage, IdempotencyClaim>();

  note(request: IncomingMessage, { operationName, variables, idempotencyKey }: Asked, documentHash: string): void {
    const key = request.headers['idempotency-key'] ?? idempotencyKey;
    if (key !== undefined) this.claims.set(request, claimOf(key, { documentHash, operationName, variables }));
  }

  of(request: IncomingMessage): IdempotencyClaim | undefined {
    return this.claims.get(request);
  }
}
