import { createHash } from 'node:crypto';
import { connect, type DetailedPeerCertificate } from 'node:tls';

const timeoutMs = 15_000;

/**
 * Asks whoever answers at `address` for its certificates and takes the root whose SHA-256 is `pin`. Nothing is believed
 * but that: the connection is closed, and the next one trusts this root alone.
 */
export function panelRoot(address: string, pin: Buffer): Promise<Buffer> {
  const { hostname: host, port } = new URL(`tls://${address}`);
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...{ host: host.replace(/^\[|\]$/g, ''), port: Number(port), servername: 'panel.vortex', timeout: timeoutMs },
      ...{ ALPNProtocols: ['h2'], rejectUnauthorized: false },
    });
    socket.once('secureConnect', () => {
      const root = chainOf(socket.getPeerCertificate(true)).find((der) => sha256(der).equals(pin));
      socket.destroy();
      if (root) resolve(root);
      else reject(new Error(`${address} is not the panel that made this token`));
    });
    socket.once('timeout', () => socket.destroy(new Error(`${address} does not answer`)));
    socket.once('error', reject);
  });
}

function chainOf(certificate: DetailedPeerCertificate): Buffer[] {
  const chain = [certificate.raw];
  for (let at = certificate; at.issuerCertificate && at.issuerCertificate !== at; at = at.issuerCertificate) {
    chain.push(at.issuerCertificate.raw);
    if (chain.length > 8) break;
  }
  return chain;
}

function sha256(der: Buffer): Buffer {
  return createHash('sha256').update(der).digest();
}
