import { once } from 'node:events';
import { createServer } from 'node:http';

/** Takes traces as an OpenTelemetry collector does (OTLP over HTTP) and keeps every byte that was sent. */
export async function startTraceCollector() {
  const received = [];
  const server = createServer(async (request, response) => {
    for await (const chunk of request) received.push(chunk);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    bytes: () => Buffer.concat(received),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
