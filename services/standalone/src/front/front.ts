import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { answerNotFound, matchRoute, routesWith, securityHeaders, strictTransportSecurity } from '@vortex/edge';
import { openPort } from './listen';
import { followTls, readTls, type TlsFiles, type TlsPair } from './tls';

/** For what is under way when requests are held: a long download is not waited for. */
const patienceMs = 5_000;

export interface Upstream {
  handle(request: IncomingMessage, response: ServerResponse): unknown;
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): unknown;
}

/** Who answers, by the route table's names. */
export interface Upstreams {
  readonly core: Upstream;
  readonly site: Upstream;
  readonly platform: Upstream;
}

export interface FrontOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: TlsFiles | undefined;
  /** Where subscription links begin, if not where they usually do. */
  readonly linkPrefix?: string | undefined;
  /** Whether the site answers what has no route, as any site would. */
  readonly siteTakesRest?: boolean;
  /** How often to look for a renewed certificate. */
  readonly renewalPollMs?: number;
}

/** The one origin of the standalone. It takes the port first, says "starting" until it is told who answers. */
export class Front {
  private upstreams: Upstreams | undefined;
  private held: Upstream['handle'] | undefined;
  /** What the gateway has not answered yet. */
  private readonly underWay = new Map<ServerResponse, Promise<void>>();
  private readonly sockets = new Set<Duplex>();
  private readonly connections = new Set<Socket>();
  private servers: readonly (Server | TlsServer)[] = [];
  private openedPort = 0;
  private stopFollowing = () => {};

  private constructor(
    private readonly pair: TlsPair | undefined,
    private readonly routes: ReturnType<typeof routesWith>,
    private readonly siteTakesRest: boolean,
  ) {}

  static async open(options: FrontOptions): Promise<Front> {
    const front = new Front(
      options.tls && readTls(options.tls),
      routesWith(options.linkPrefix),
      options.siteTakesRest ?? false,
    );
    const { servers, port } = await openPort(() => front.makeServer(), options.host, options.port);
    front.servers = servers;
    front.openedPort = port;
    if (options.tls) front.stopFollowing = followTls(options.tls, servers.filter(isTls), options.renewalPollMs);
    return front;
  }

  get port(): number {
    return this.openedPort;
  }

  get secure(): boolean {
    return this.pair !== undefined;
  }

  /** From now on requests reach the services. */
  serve(upstreams: Upstreams): void {
    this.upstreams = upstreams;
    this.held = undefined;
  }

  /**
   * From now on `held` answers for the gateway; the site and the state of the platform stay. Open sockets end. Resolves when
   * what was under way is answered, or has been for too long.
   */
  async hold(held: Upstream['handle']): Promise<void> {
    this.held = held;
    for (const socket of this.sockets) socket.destroy();
    await Promise.race([Promise.all([...this.underWay.values()]), delay(patienceMs, undefined, { ref: false })]);
  }

  /** Brings requests to the gateway again. */
  release(): void {
    this.held = undefined;
  }

  /** Takes no new connections; those with a request under way live until it is answered. */
  stopAccepting(): void {
    this.stopFollowing();
    for (const server of this.servers) {
      server.close();
      server.closeIdleConnections();
    }
  }

  /** Ends what is still open. */
  close(): void {
    this.stopAccepting();
    for (const socket of this.connections) socket.destroy();
  }

  private makeServer(): Server | TlsServer {
    return (this.pair ? createTlsServer(this.pair) : createServer())
      .on('connection', (socket: Socket) => this.track(socket))
      .on('request', (request, response) => this.answer(request, response))
      .on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  private track(socket: Socket): void {
    this.connections.add(socket);
    socket.on('close', () => this.connections.delete(socket));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (this.secure) response.setHeader(strictTransportSecurity.name, strictTransportSecurity.value);
    const route = matchRoute(request.url ?? '', this.routes);
    if (!this.upstreams) return answerStarting(response);
    if (!route)
      return this.siteTakesRest ? void this.upstreams.site.handle(request, response) : answerNotFound(response);
    if (route.answerer === 'core') return this.answerByCore(this.upstreams.core, request, response);
    this.upstreams[route.answerer].handle(request, response);
  }

  private answerByCore(core: Upstream, request: IncomingMessage, response: ServerResponse): void {
    if (this.held) return void this.held(request, response);
    const answered = new Promise<void>((resolve) => response.once('close', resolve));
    this.underWay.set(response, answered);
    void answered.then(() => this.underWay.delete(response));
    core.handle(request, response);
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const route = matchRoute(request.url ?? '', this.routes);
    const upstream = route && this.upstreams?.[route.answerer];
    // A site that takes sockets is a development server, and wants one to tell the browser of changes.
    const taken = route?.websocket === true || route?.answerer === 'site';
    if (!taken || !upstream?.upgrade) return void socket.end(refusal('404 Not Found'));
    if (route.answerer === 'core') {
      if (this.held) return void socket.end(refusal('503 Service Unavailable'));
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    }
    upstream.upgrade(request, socket, head);
  }
}

function isTls(server: Server | TlsServer): server is TlsServer {
  return server instanceof TlsServer;
}

function refusal(status: string): string {
  return `HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`;
}

function answerStarting(response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2' });
  response.end('Starting.\n');
}
