import { request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface HttpUpstream {
  handle(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/**
 * Passes requests and WebSockets on to another process as they came. For development and for tests of the distributed
 * shape; in production this is Traefik's or the ingress controller's work.
 */
export function proxyTo(base: string): HttpUpstream {
  const { hostname, port } = new URL(base);
  const onward = (request: IncomingMessage) => ({
    host: hostname.replace(/^\[|\]$/g, ''),
    port,
    method: request.method,
    path: request.url,
    headers: { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress ?? '' },
  });
  return {
    handle(request, response) {
      const upstream = send(onward(request), (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      upstream.on('error', () => {
        if (response.headersSent) response.destroy();
        else response.writeHead(502).end();
      });
      response.on('close', () => upstream.destroy());
      request.pipe(upstream);
    },
    upgrade(request, socket, head) {
      const upstream = send(onward(request));
      socket.on('error', () => upstream.destroy());
      upstream.on('error', () => socket.destroy());
      upstream.on('response', () => socket.destroy());
      upstream.on('upgrade', (answer, upstreamSocket, upstreamHead) => {
        socket.write(`HTTP/1.1 101 Switching Protocols\r\n${rawHeaders(answer)}\r\n\r\n`);
        socket.write(upstreamHead);
        upstreamSocket.write(head);
        upstreamSocket.on('error', () => socket.destroy());
        upstreamSocket.pipe(socket).pipe(upstreamSocket);
        socket.on('close', () => upstreamSocket.destroy());
      });
      upstream.end();
    },
  };
}

function rawHeaders(answer: IncomingMessage): string {
  const lines: string[] = [];
  for (let i = 0; i < answer.rawHeaders.length; i += 2)
    lines.push(`${answer.rawHeaders[i]}: ${answer.rawHeaders[i + 1]}`);
  return lines.join('\r\n');
}
