import { withinTime } from '@vortex/kit';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Handshake } from './handshake';
import { knock } from './wireguard.probe';

export type HandshakeFailure = 'refused' | 'timeout' | 'handshake_failed' | 'unresolved' | 'closed';

export interface Outcome {
  /** Undefined when it was done. */
  readonly failure: HandshakeFailure | undefined;
  readonly latencyMs: number;
}

type OverTcp = Exclude<Handshake, { kind: 'quic' | 'wireguard' }>;

const timeoutMs = 5_000;

/** Makes a handshake as a stranger would. Never throws. */
export async function shakeHands(address: string, handshake: Handshake, signal: AbortSignal): Promise<Outcome> {
  const startedAt = performance.now();
  return withinTime(timeoutMs, signal, async (within) => {
    try {
      await over(address, handshake, within);
      return { failure: undefined, latencyMs: Math.ceil(performance.now() - startedAt) };
    } catch (error) {
      return { failure: failureOf(error, within), latencyMs: 0 };
    }
  });
}

async function over(address: string, handshake: Handshake, signal: AbortSignal): Promise<void> {
  if (handshake.kind === 'quic') return overUdp(address, handshake.port, signal);
  if (handshake.kind === 'wireguard') return knock(await lookup(address), handshake, signal);
  return overTcp(address, handshake, signal);
}

async function overTcp(host: string, handshake: OverTcp, signal: AbortSignal) {
  const { port } = handshake;
  const socket = connect({ host, port, signal });
  try {
    await once(socket, 'connect', { signal });
    if (handshake.kind === 'tls') await overTls(socket, handshake.serverName, signal);
    if (handshake.kind === 'socks') await answered(socket, Buffer.from([5, 1, 2]), '\u0005', signal);
    if (handshake.kind === 'http') {
      await answered(
        socket,
        Buffer.from('CONNECT 192.0.2.1:9 HTTP/1.1\r\nHost: 192.0.2.1:9\r\n\r\n'),
        'HTTP/1',
        signal,
      );
    }
  } finally {
    socket.on('error', () => undefined);
    socket.destroy();
  }
}

async function overTls(socket: Socket, serverName: string, signal: AbortSignal): Promise<void> {
  const named = serverName !== '' && !isIP(serverName) ? { servername: serverName } : {};
  const secure = connectTls({ socket, ...named, rejectUnauthorized: false, ALPNProtocols: ['h2', 'http/1.1'] });
  secure.on('error', () => undefined);
  try {
    await Promise.race([
      once(secure, 'secureConnect', { signal }),
      once(secure, 'close', { signal }).then(() => {
        throw new NotAsItShould();
      }),
    ]);
  } catch (error) {
    throw signal.aborted ? error : new NotAsItShould();
  } finally {
    secure.destroy();
  }
}

async function answered(socket: Socket, greeting: Buffer, expected: string, signal: AbortSignal): Promise<void> {
  socket.write(greeting);
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    if (chunk.toString('latin1').startsWith(expected)) return;
    throw new NotAsItShould();
  }
  throw new NotAsItShould();
}

/** RFC 9000 §6: a server answers a long header of a version it does not know with those it knows. */
async function overUdp(host: string, port: number, signal: AbortSignal): Promise<void> {
  const { address, family } = await lookup(host);
  const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', signal });
  socket.on('error', () => undefined);
  try {
    socket.connect(port, address);
    await once(socket, 'connect', { signal });
    const ids = Buffer.concat([Buffer.from([8]), randomBytes(8), Buffer.from([8]), randomBytes(8)]);
    const unknownVersion = Buffer.from([0xc0, 0x1a, 0x2a, 0x3a, 0x4a]);
    const packet = Buffer.alloc(1_200);
    Buffer.concat([unknownVersion, ids]).copy(packet);
    socket.send(packet);
    const [answer] = (await once(socket, 'message', { signal })) as [Buffer];
    const isNegotiation = answer.length > 5 && ((answer[0] ?? 0) & 0x80) !== 0 && answer.readUInt32BE(1) === 0;
    if (!isNegotiation) throw new NotAsItShould();
  } finally {
    socket.close();
  }
}

class NotAsItShould extends Error {}

function failureOf(error: unknown, signal: AbortSignal): HandshakeFailure {
  if (error instanceof NotAsItShould) return 'handshake_failed';
  const { code } = Object(error) as { code?: string };
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unresolved';
  if (signal.aborted || code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'timeout';
  return 'closed';
}
