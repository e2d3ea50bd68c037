import type { AddressInfo, Server } from 'node:net';
import { StartFailure } from '../start-failure';

/** Makes one server listen; a port number of 0 becomes a real one. */
async function listenOn(server: Server, host: string, port: number, ipv6Only: boolean): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen({ host, port, ipv6Only }, () => {
      server.off('error', failed);
      done();
    });
  });
  return (server.address() as AddressInfo).port;
}

/**
 * The addresses behind a host setting. This machine and every network mean both IP versions, because `localhost` is
 * ::1 to one browser and 127.0.0.1 to another.
 */
function addressesOf(host: string): readonly { readonly host: string; readonly optional: boolean }[] {
  if (['127.0.0.1', '::1', 'localhost'].includes(host)) {
    return [
      { host: '127.0.0.1', optional: false },
      { host: '::1', optional: true },
    ];
  }
  if (['0.0.0.0', '::', '*'].includes(host)) {
    return [
      { host: '0.0.0.0', optional: false },
      { host: '::', optional: true },
    ];
  }
  return [{ host: host.replace(/^\[|\]$/g, ''), optional: false }];
}

/** Opens the port on every address of the host. All of them, or a StartFailure and none. */
export async function openPort<S extends Server>(makeServer: () => S, host: string, port: number) {
  const servers: S[] = [];
  let actualPort = port;
  for (const address of addressesOf(host)) {
    const server = makeServer();
    try {
      actualPort = await listenOn(server, address.host, actualPort, address.host.includes(':'));
      servers.push(server);
    } catch (error) {
      if (address.optional && hasNoSuchAddress(error)) continue;
      for (const opened of servers) opened.close();
      throw failureOf(error as NodeJS.ErrnoException, address.host, port);
    }
  }
  return { servers, port: actualPort };
}

function hasNoSuchAddress(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function failureOf(error: NodeJS.ErrnoException, host: string, port: number): StartFailure {
  const at = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartFailure(
        `Port ${port} is taken (${at}).`,
        `Stop what listens there, or use another port: VORTEX_PORT=${port + 1} npm start`,
      );
    case 'EACCES':
      return new StartFailure(
        `This user may not open port ${port}.`,
        'Ports below 1024 are for root: use a higher one (VORTEX_PORT=8080), or a proxy in front.',
      );
    default:
      return new StartFailure(`${at} cannot be opened: ${error.message}`, 'Check VORTEX_HOST and VORTEX_PORT.');
  }
}
