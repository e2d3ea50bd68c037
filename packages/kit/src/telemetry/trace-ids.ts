import { context, isSpanContextValid, ROOT_CONTEXT, trace, TraceFlags, type Context } from '@opentelemetry/api';
import { secureBytes } from '../ids/random-pool';

/** For every line of the log. */
export function currentTraceIds(): { traceId?: string; spanId?: string } {
  const span = trace.getSpanContext(context.active());
  return span && isSpanContextValid(span) ? { traceId: span.traceId, spanId: span.spanId } : {};
}

/** Whether somebody will look at what happens in this request, step by step. */
export function isTraced(): boolean {
  return trace.getActiveSpan()?.isRecording() === true;
}

export function currentTraceId(): string {
  return currentTraceIds().traceId ?? '';
}

/**
 * `parent` with a trace to belong to: its own, or a new unsampled one. So requests have an id to be found by in the logs
 * of every service even where no tracing is loaded.
 */
export function withTrace(parent: Context = ROOT_CONTEXT): Context {
  const known = trace.getSpanContext(parent);
  if (known && isSpanContextValid(known)) return parent;
  return trace.setSpanContext(parent, {
    traceId: secureBytes(16).toString('hex'),
    spanId: secureBytes(8).toString('hex'),
    traceFlags: TraceFlags.NONE,
  });
}
