import { once } from 'node:events';
import { createServer } from 'node:http';

/** Takes traces as an OpenTelemetry collector does (OTLP over HTTP) and keeps every byte that was sent. */
export async function startTraceCollector() {
  const received = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push(Buffer.concat(chunks));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    bytes: () => Buffer.concat(received),
    spans: () => received.flatMap((body) => spansIn(JSON.parse(body.toString()))),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * The spans of an export request in OTLP's JSON, each with the service it comes from.
 *
 * @typedef {{ service: string, name: string, kind: number, traceId: string, spanId: string, parentSpanId?: string }} CollectedSpan
 * @returns {CollectedSpan[]}
 */
function spansIn({ resourceSpans = [] }) {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue;
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, service })));
  });
}
