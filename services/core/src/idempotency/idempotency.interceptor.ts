import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { GraphqlContext } from '@vortex/kit';
import type { GraphQLResolveInfo } from 'graphql';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { EffectPlaces } from './effect-places.service';
import { Idempotency } from './idempotency.service';
import { IdempotencyClaims } from './idempotency-claims.service';

/** Around every mutation that came with a key. Permissions are asked before it, also when nothing is done again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly claims: IdempotencyClaims,
    private readonly idempotency: Idempotency,
    private readonly places: EffectPlaces,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (execution.getType<string>() !== 'graphql') return next.handle();
    const context = execution.getArgByIndex<GraphqlContext>(2);
    const info = execution.getArgByIndex<GraphQLResolveInfo>(3);
    const claim = info.parentType.name === 'Mutation' && context.req ? this.claims.of(context.req) : undefined;
    const caller = context.call?.caller;
    // A stranger has no name to keep an answer under; what strangers may do is signing in, which harms nobody twice.
    if (!claim || caller?.kind !== 'account') return next.handle();
    const { accountId, tenantId } = caller;
    // The same request for another tenant is another request.
    const requestHash = `${claim.requestHash}:${tenantId}`;
    const attempt = { accountId, key: claim.key, field: String(info.path.key), requestHash };
    const work = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(
      this.places.callsOthers(execution.getClass())
        ? this.idempotency.claimedBefore(attempt, work)
        : this.idempotency.inTransaction(attempt, work),
    );
  }
}
