import type { Log } from '@vortex/kit';
import type { Server } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';

/** Two of them without an answer, and the other end is taken for gone. */
const pingMs = 15_000;
/** Code of the graphql-transport-ws protocol. */
const internalError = 4500;

export interface SocketExtra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

/** Hands what comes over a WebSocket to graphql-ws. Its own adapter writes to the console what strangers do wrong. */
export function serveSocket(server: Server<SocketExtra>, { socket, request }: SocketExtra, log: Log): void {
  socket.on('error', (err) => log.debug({ err }, 'a WebSocket was closed for what it sent'));
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (text) => send(socket, text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (data) => {
          take((data as Buffer).toString()).catch((err: unknown) => {
            log.error({ err }, 'a WebSocket message failed');
            socket.close(internalError, 'Internal server error');
          });
        }),
    },
    { socket, request },
  );
  const stopPinging = keepAlive(socket);
  socket.once('close', (code, reason) => {
    stopPinging();
    closed(code, String(reason)).catch((err: unknown) => log.error({ err }, 'a WebSocket could not be left'));
  });
}

function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve, reject) => socket.send(text, (error) => (error ? reject(error) : resolve())));
}

function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingMs);
  return () => clearInterval(timer);
}
