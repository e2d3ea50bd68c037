import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  context,
  isSpanContextValid,
  trace,
} from '@opentelemetry/api';
import type { EventEnvelope } from '@vortex/contracts/common';

const tracer = trace.getTracer('vortex.messaging');
const traceparentFormat = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** W3C Trace Context of the active span; empty when nothing is traced. */
function activeTraceparent(): string {
  const span = trace.getSpanContext(context.active());
  if (!span || !isSpanContextValid(span)) return '';
  return `00-${span.traceId}-${span.spanId}-${(span.traceFlags & 0xff).toString(16).padStart(2, '0')}`;
}

/** Runs the adding of events in a producer span, whose id they carry to whoever consumes them. */
export function tracePublish<T>(type: string, count: number, work: (traceparent: string) => Promise<T>): Promise<T> {
  const attributes = {
    'messaging.system': 'vortex',
    'messaging.operation.type': 'create',
    'messaging.destination.name': type,
    'messaging.batch.message_count': count,
  };
  return tracer.startActiveSpan(`publish ${type}`, { kind: SpanKind.PRODUCER, attributes }, (span) =>
    ended(span, () => work(activeTraceparent())),
  );
}

/** The context of whoever wrote the event. */
function producerContext(traceparent: string): Context {
  const [, traceId, spanId, flags] = traceparentFormat.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const traceFlags = parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

/** Runs a handler in a consumer span that continues the producer's trace; several events are linked to their traces. */
export function traceConsumer<T>(
  service: string,
  envelopes: readonly EventEnvelope[],
  work: () => Promise<T>,
): Promise<T> {
  const [first] = envelopes;
  if (!first?.traceparent && envelopes.length === 1) return work();
  const parent = envelopes.length === 1 && first ? producerContext(first.traceparent) : ROOT_CONTEXT;
  const links = envelopes.length === 1 ? [] : linksTo(envelopes);
  if (envelopes.length > 1 && links.length === 0) return work();
  const attributes = {
    'messaging.system': 'vortex',
    'messaging.operation.type': 'process',
    'messaging.destination.name': first?.type ?? '',
    'messaging.consumer.group.name': service,
    'messaging.batch.message_count': envelopes.length,
    ...(envelopes.length === 1 && first ? { 'messaging.message.id': first.id } : {}),
  };
  const name = `process ${first?.type ?? 'events'}`;
  return tracer.startActiveSpan(name, { kind: SpanKind.CONSUMER, attributes, links }, parent, (span) =>
    ended(span, work),
  );
}

function linksTo(envelopes: readonly EventEnvelope[]) {
  return envelopes.flatMap(({ traceparent }) => {
    const span = trace.getSpanContext(producerContext(traceparent));
    return span ? [{ context: span }] : [];
  });
}

async function ended<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // The name only: a message may quote a payload.
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
    throw error;
  } finally {
    span.end();
  }
}
