import { createServer } from 'node:http';
import { securityHeaders } from '../security-headers';
import { readSiteConfig } from './config';
import { openSite } from './site';

/** The site as a process of its own: what the distributed shape runs beside the services. */
const config = readSiteConfig();
const site = openSite(config);

const server = createServer((request, response) => {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (request.url === '/livez') response.end('ok\n');
  else site(request, response);
});

server.listen(config.port, config.host, () => console.log(`The site listens on ${config.host}:${config.port}`));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeIdleConnections();
  });
}
