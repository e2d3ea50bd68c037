import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const mostTries = 50;

/** `wished` where nobody has it, neither over TCP nor over UDP; else any other. */
export async function freePort(wished: number, host: string): Promise<number> {
  if ((await isFree(wished, host)) && wished !== 0) return wished;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const port = await anyPort(host);
    if (await isFree(port, host)) return port;
  }
  throw new Error(`no free port on ${host}`);
}

async function isFree(port: number, host: string): Promise<boolean> {
  const attempts = await Promise.all([overTcp(port, host), overUdp(port, host)]);
  return attempts.every((attempt) => attempt !== undefined);
}

async function anyPort(host: string): Promise<number> {
  return (await overTcp(0, host)) ?? 0;
}

/** The port that was bound for a moment; undefined where it could not be. */
function overTcp(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

function overUdp(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', () => resolve(undefined));
    socket.bind({ port, address: host, exclusive: true }, () => {
      const bound = socket.address().port;
      socket.close(() => resolve(bound));
    });
  });
}
