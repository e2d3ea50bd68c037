import { newRoot, pem } from '@vortex/nodes';
import { createSecureServer, type Http2SecureServer } from 'node:http2';

const name = 'localhost';
const years = 10;
const page = '<!doctype html><title>It works</title><p>It works.</p>\n';

/**
 * A site on this machine alone, for REALITY to be taken for: a laptop may have no internet to borrow one from. A real server
 * names a site of somebody else instead.
 */
export class CoverSite {
  private constructor(
    private readonly server: Http2SecureServer,
    readonly port: number,
  ) {}

  readonly name = name;

  static async open(port: number): Promise<CoverSite> {
    const from = new Date();
    const until = new Date(from);
    until.setFullYear(from.getFullYear() + years);
    const { certificate, privateKey } = await newRoot(name, { from, until });
    const server = createSecureServer(
      {
        cert: pem('CERTIFICATE', certificate),
        key: pem('PRIVATE KEY', privateKey),
        allowHTTP1: true,
        minVersion: 'TLSv1.3',
      },
      (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
    );
    // Whoever breaks off is nobody's concern.
    server.on('sessionError', () => undefined).on('tlsClientError', () => undefined);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: '127.0.0.1' }, resolve);
    });
    return new CoverSite(server, port);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      setTimeout(resolve, 200).unref(); // REALITY keeps no connection that is worth waiting for
    });
  }
}
