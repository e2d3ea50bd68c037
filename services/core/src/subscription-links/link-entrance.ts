import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { LinkHttp } from './link-http.service';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Puts the links before the framework: its middleware looks for a session and keeps a trace of each request, which costs
 * more than the answer does.
 */
export function answerLinksFirst(server: Server, links: LinkHttp): void {
  const others = server.listeners('request') as Listener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (links.takes(request, response)) return;
    for (const listener of others) listener(request, response);
  });
}
