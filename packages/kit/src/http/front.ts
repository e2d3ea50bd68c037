import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A WebSocket close frame, unmasked as servers send it: 1001, "going away" (RFC 6455 §5.5.1, §7.4.1). */
const goingAway = Buffer.from([0x88, 0x02, 0x03, 0xe9]);

/** The HTTP side of one service: whoever owns a listener hands requests to it. */
export class Front {
  private readonly requests = new Set<ServerResponse>();
  private readonly sockets = new Set<Duplex>();
  private idle: (() => void) | undefined;
  private draining = false;

  /** @param server Nest's own server, which never listens */
  constructor(private readonly server: Server) {}

  handle(request: IncomingMessage, response: ServerResponse): void {
    if (this.draining) {
      response.writeHead(503, { connection: 'close', 'retry-after': '1' }).end();
      return;
    }
    this.requests.add(response);
    response.once('close', () => {
      this.requests.delete(response);
      if (this.requests.size === 0) this.idle?.();
    });
    this.server.emit('request', request, response);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.draining || this.server.listenerCount('upgrade') === 0) {
      socket.end(
        `HTTP/1.1 ${this.draining ? '503 Service Unavailable' : '404 Not Found'}\r\nconnection: close\r\n\r\n`,
      );
      return;
    }
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    this.server.emit('upgrade', request, socket, head);
  }

  /** Refuses what is new, tells WebSockets to go elsewhere, and lets requests end for up to `deadlineMs`. */
  async drain(deadlineMs: number): Promise<void> {
    this.draining = true;
    // One whose other end has left may be closing already, and takes no last word.
    for (const socket of this.sockets) if (!socket.writableEnded) socket.end(goingAway);
    for (const response of this.requests) if (!response.headersSent) response.setHeader('connection', 'close');
    if (this.requests.size > 0) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.idle = resolve;
        timer = setTimeout(resolve, deadlineMs);
      });
      clearTimeout(timer);
    }
    for (const response of this.requests) response.destroy();
    for (const socket of this.sockets) socket.destroy();
  }
}
