import { once } from 'node:events';
import { isIP } from 'node:net';
import { checkServerIdentity, connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { judge, refusedTarget, type TargetCheck } from './target';

/** For both attempts together: less than whoever asks waits. */
const timeoutMs = 4_000;

interface Site {
  readonly address: string;
  readonly port: number;
  /** Those the inbound takes from clients. The first is asked for. */
  readonly names: readonly string[];
}

/** What REALITY needs (TLS 1.3, X25519) is offered alone; where that fails, anything is, to say why. Never throws. */
export async function greet(site: Site): Promise<TargetCheck> {
  const within = AbortSignal.timeout(timeoutMs);
  try {
    return await overTls(site, { minVersion: 'TLSv1.3', ecdhCurve: 'X25519' }, within, (socket, latencyMs) => {
      const certificate = socket.getPeerCertificate();
      const otherNames = site.names.filter((name) => checkServerIdentity(name, certificate) !== undefined);
      return judge({
        speaksHttp2: socket.alpnProtocol === 'h2',
        isTrusted: socket.authorized,
        otherNames,
        latencyMs,
      });
    });
  } catch {
    return whyNot(site, within);
  }
}

async function whyNot(site: Site, signal: AbortSignal): Promise<TargetCheck> {
  try {
    return await overTls(site, {}, signal, (socket) =>
      refusedTarget(socket.getProtocol() === 'TLSv1.3' ? 'no_x25519' : 'no_tls_1_3'),
    );
  } catch {
    return refusedTarget('unreachable');
  }
}

async function overTls(
  { address, port, names: [name] }: Site,
  options: ConnectionOptions,
  signal: AbortSignal,
  read: (socket: TLSSocket, latencyMs: number) => TargetCheck,
): Promise<TargetCheck> {
  const startedAt = performance.now();
  const socket = connect({
    ...options,
    ...{ host: address, port, ALPNProtocols: ['h2', 'http/1.1'] },
    ...(name && !isIP(name) && { servername: name }),
    // Whom it trusts and for which names it stands is looked at, not insisted on.
    ...{ rejectUnauthorized: false, checkServerIdentity: () => undefined },
  });
  socket.on('error', () => undefined);
  try {
    const ended = once(socket, 'close', { signal }).then(() => Promise.reject(new Error('closed')));
    await Promise.race([once(socket, 'secureConnect', { signal }), ended]);
    return read(socket, Math.round(performance.now() - startedAt));
  } finally {
    socket.destroy();
  }
}
