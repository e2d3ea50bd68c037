import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import pg from 'pg';

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
type Callback = (error: Error | null, ...rest: unknown[]) => void;

let traced = false;

/**
 * Gives every statement sent within a trace a span of its own. Done by hand because the official instrumentation hooks
 * `require`, which comes too late for a process that loads its database driver before its configuration.
 */
export function traceSql(): void {
  if (traced) return;
  traced = true;
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const send = prototype.query;
  prototype.query = function query(...args) {
    if (!trace.getActiveSpan()?.isRecording()) return send.apply(this, args);
    const span = openStatement(args[0]);
    const last = args.at(-1);
    if (typeof last === 'function') {
      const callback = context.bind(context.active(), last as Callback);
      const ending: Callback = (error, ...rest) => {
        close(span, error);
        callback(error, ...rest);
      };
      return send.apply(this, [...args.slice(0, -1), ending]);
    }
    const result = send.apply(this, args);
    if (result instanceof Promise) {
      result.then(
        () => close(span, null),
        (error: unknown) => close(span, error),
      );
    } else span.end(); // a cursor or a stream: it is read long after
    return result;
  };
}

function openStatement(statement: unknown): Span {
  const given = typeof statement === 'string' ? statement : (statement as { text?: unknown } | null)?.text;
  const text = typeof given === 'string' ? given : '';
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'SQL';
  return trace.getTracer('@vortex/kit').startSpan(`sql ${operation}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.query.text': withoutValues(text),
    },
  });
}

/** Parameters are never looked at; values written into the statement itself are blanked. */
function withoutValues(sql: string): string {
  return sql
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, '?')
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/\b\d{4,}\b/g, '?')
    .slice(0, 2_000);
}

function close(span: Span, error: unknown): void {
  if (error) {
    span.setAttribute('error.type', (error as { code?: string }).code ?? 'unknown');
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
