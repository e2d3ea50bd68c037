import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Address } from '../config/address';
import type { Front } from './front';

/** The listener of a service that has a process of its own. */
export class HttpListener {
  private readonly server: Server;

  constructor(front: Front) {
    this.server = createServer((request, response) => front.handle(request, response));
    this.server.on('upgrade', (request, socket, head) => front.upgrade(request, socket, head));
    this.server.requestTimeout = 60_000;
    this.server.headersTimeout = 15_000;
    this.server.keepAliveTimeout = 65_000; // longer than the proxies in front keep theirs, or they lose requests
  }

  /** Returns the port, which is of interest when 0 was asked for. */
  async listen(address: Extract<Address, { kind: 'tcp' }>): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(address.port, address.host, resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** No new connections; idle ones are closed. Requests under way are the front's to wait for. */
  stop(): void {
    this.server.close();
    this.server.closeIdleConnections();
  }

  destroy(): void {
    this.server.closeAllConnections();
  }
}
