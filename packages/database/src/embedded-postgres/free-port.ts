import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';

/** Whether nobody listens on 127.0.0.1:`port`. */
export function isFree(port: number): Promise<boolean> {
  return listen(port).then(
    () => true,
    () => false,
  );
}

const lowest = 5_000;
const attempts = 50;

/**
 * A port nobody uses at this moment; where the system has room, below those it lends to outgoing connections, or one of
 * these could take the port while its server is down for a moment.
 */
export async function freePort(): Promise<number> {
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '');
  const below = Number.parseInt(range, 10) || 0;
  for (let i = 0; below > lowest && i < attempts; i++) {
    const port = lowest + Math.floor(Math.random() * (below - lowest));
    if (await isFree(port)) return port;
  }
  return listen(0);
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
