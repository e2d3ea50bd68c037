import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { NodeSDK } from '@opentelemetry/sdk-node';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import { traceSql } from './sql-spans';

export interface TelemetryOptions {
  /** Where spans are sent (OTLP over HTTP). Absent, and without `exporter`: tracing is not loaded. */
  readonly endpoint?: string | undefined;
  /** Takes the spans instead, for tests. */
  readonly exporter?: SpanExporter | undefined;
  readonly serviceName: string;
  readonly version: string;
}

export interface Telemetry {
  /** Sends what is left. */
  stop(): Promise<void>;
}

let traced = false;

/** Must come before everything that is to be traced. */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  if (!options.endpoint && !options.exporter) {
    carryTraceIds();
    return { stop: () => Promise.resolve() };
  }
  // One process may start the platform several times (tests do); what an earlier start has set up must give way. Not so
  // at the first start: a tracer that a package has asked for while it was loaded would stay without a provider.
  context.disable();
  propagation.disable();
  if (traced) trace.disable();
  traced = true;
  const sdk = createSdk(options);
  sdk.start();
  traceSql();
  return {
    async stop() {
      await sdk.shutdown();
    },
  };
}

/** Without tracing a request still has an id that travels with it over rpc and events. These two calls do nothing twice. */
function carryTraceIds(): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
}

function createSdk(options: TelemetryOptions): NodeSDK {
  // Loaded only here: the SDK costs memory and start time that nobody without a collector should pay.
  /* eslint-disable @typescript-eslint/no-require-imports */
  const sdkNode = require('@opentelemetry/sdk-node') as typeof import('@opentelemetry/sdk-node');
  const { OTLPTraceExporter } =
    require('@opentelemetry/exporter-trace-otlp-http') as typeof import('@opentelemetry/exporter-trace-otlp-http');
  /* eslint-enable @typescript-eslint/no-require-imports */
  const { BatchSpanProcessor, SimpleSpanProcessor } = sdkNode.tracing;
  return new sdkNode.NodeSDK({
    autoDetectResources: false,
    resource: sdkNode.resources.resourceFromAttributes({
      'service.namespace': 'vortex',
      'service.name': options.serviceName,
      'service.version': options.version,
    }),
    contextManager: new AsyncLocalStorageContextManager(),
    textMapPropagator: new W3CTraceContextPropagator(),
    spanProcessors: [
      options.exporter
        ? new SimpleSpanProcessor(options.exporter)
        : new BatchSpanProcessor(
            new OTLPTraceExporter({ url: `${(options.endpoint ?? '').replace(/\/$/, '')}/v1/traces` }),
          ),
    ],
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
  });
}
