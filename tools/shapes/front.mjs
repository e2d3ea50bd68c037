// Stands in for Traefik: the same route table, without its features. For tests on a machine without containers.
//   node front.mjs <port> <address of core> <address of the site>
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { matchRoute, proxyTo, upstreamOf } = createRequire(import.meta.url)('../../packages/edge/dist/index.js');
const [port, core, site] = process.argv.slice(2);
const upstreams = { core: proxyTo(core), site: proxyTo(site) };

const find = (target) => {
  const route = matchRoute(target ?? '');
  return route?.exposed ? { route, upstream: upstreams[upstreamOf(route)] } : undefined;
};

const sockets = new Set();
const servers = ['127.0.0.1', '::1'].map((host) =>
  createServer((request, response) => {
    const found = find(request.url);
    if (found) found.upstream.handle(request, response);
    else response.writeHead(404).end();
  })
    .on('connection', (socket) => sockets.add(socket) && socket.once('close', () => sockets.delete(socket)))
    .on('upgrade', (request, socket, head) => {
      const found = find(request.url);
      if (found?.route.websocket) found.upstream.upgrade(request, socket, head);
      else socket.destroy();
    })
    .on('error', (error) => {
      if (host === '127.0.0.1') throw error;
    })
    .listen(Number(port), host),
);

process.once('SIGTERM', () => {
  for (const server of servers) server.close();
  for (const socket of sockets) socket.destroy();
});
