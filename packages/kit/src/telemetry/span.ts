import {
  context,
  isSpanContextValid,
  type Attributes,
  type Context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { DomainError } from '../errors/domain-error';
import { withTrace } from './trace-ids';

export interface SpanOptions {
  readonly name: string;
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** What the span belongs to; the active one when absent. */
  readonly parent?: Context;
}

/** A span and the context in which work belongs to it. Where no tracing is loaded it still has a trace id. */
export function openSpan(options: SpanOptions): { span: Span; inside: Context } {
  const { name, kind = SpanKind.INTERNAL, attributes = {}, parent = context.active() } = options;
  const span = trace.getTracer('@vortex/kit').startSpan(name, { kind, attributes }, parent);
  const inside = isSpanContextValid(span.spanContext()) ? trace.setSpan(parent, span) : withTrace(parent);
  return { span, inside };
}

/** Ends `span`. Of a failure only its name is kept: messages may quote what must not leave the process. */
export function closeSpan(span: Span, error?: unknown): void {
  if (error !== undefined && span.isRecording()) {
    const name = error instanceof Error ? error.name : 'unknown';
    span.setAttribute('error.type', error instanceof DomainError ? error.code : name);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

export async function inSpan<T>(options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const { span, inside } = openSpan(options);
  try {
    const result = await context.with(inside, () => work(span));
    closeSpan(span);
    return result;
  } catch (error) {
    closeSpan(span, error);
    throw error;
  }
}
