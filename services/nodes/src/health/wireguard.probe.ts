import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { x25519PublicKey } from '../keys/x25519';
import { probeKey, type WireguardDoor } from './wireguard-door';
import { initiate } from './wireguard-handshake';

/** A datagram may be lost. */
const mostAttempts = 3;
const betweenMs = 1_500;

class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';
}

/** Resolves when the inbound has ended a handshake as only who holds its private key can. */
export async function knock(
  { address, family }: { readonly address: string; readonly family: number },
  { port, privateKey, disguise }: WireguardDoor,
  signal: AbortSignal,
): Promise<void> {
  const node = Buffer.from(privateKey, 'base64');
  const [own, nodePublicKey] = [probeKey(node), x25519PublicKey(node)];
  const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4' });
  const done = new AbortController();
  const answered = new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    done.signal.addEventListener('abort', () => signal.removeEventListener('abort', abort));
    void attempt(resolve).catch(reject);
  });
  async function attempt(resolve: () => void): Promise<void> {
    socket.connect(port, address);
    await once(socket, 'connect', { signal });
    for (let n = 0; n < mostAttempts; n += 1) {
      const { packet, isAnsweredBy } = initiate(own, nodePublicKey, disguise, new Date());
      socket.on('message', (answer) => {
        if (isAnsweredBy(answer)) resolve();
      });
      socket.send(packet);
      await sleep(betweenMs, undefined, { signal: done.signal });
    }
    throw new NoAnswer();
  }
  try {
    await answered;
  } finally {
    done.abort();
    socket.close();
  }
}
