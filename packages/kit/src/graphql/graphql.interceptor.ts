import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { context as otel, type Context } from '@opentelemetry/api';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type CallContext, iterateInCall, runInCall } from '../identity/call-context';
import { closeSpan, openSpan } from '../telemetry/span';
import { callOf } from './graphql-call';

interface ResolveInfo {
  readonly fieldName: string;
  readonly parentType: { readonly name: string };
}

/** Gives each resolver a span, and the caller of its request to what it calls. */
@Injectable()
export class GraphqlInterceptor implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (execution.getType<string>() !== 'graphql') return next.handle();
    const info = execution.getArgByIndex<ResolveInfo | undefined>(3);
    const { span, inside } = openSpan({ name: `graphql ${info?.parentType.name ?? ''}.${info?.fieldName ?? ''}` });
    const call = callOf(execution);
    const work = async (): Promise<unknown> => {
      try {
        const result = await lastValueFrom(next.handle(), { defaultValue: undefined });
        closeSpan(span);
        return isStream(result) && call ? pinned(call, inside, result) : result;
      } catch (error) {
        closeSpan(span, error);
        throw error;
      }
    };
    return from(otel.with(inside, () => (call ? runInCall(call, work) : work())));
  }
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** A subscription's steps are asked for by the server long after; they still belong to the one who subscribed. */
async function* pinned(call: CallContext, inside: Context, source: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  const iterator = iterateInCall(call, source);
  try {
    for (;;) {
      const step = await otel.with(inside, () => iterator.next());
      if (step.done) return;
      yield step.value;
    }
  } finally {
    await iterator.return(undefined);
  }
}
