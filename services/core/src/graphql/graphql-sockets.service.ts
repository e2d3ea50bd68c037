import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  CONFIG,
  type ConfigOf,
  type FormattedError,
  formatGraphqlError,
  GraphqlConnections,
  graphqlContext,
  LOG,
  type Log,
} from '@vortex/kit';
import type { GraphQLError } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { graphqlPath } from './graphql-options.factory';
import { isOwnOrigin } from './own-origin';
import { refusal, subscriptionFrom } from './subscription.graphql';
import { serveSocket, type SocketExtra } from './web-socket.adapter';

const mostBytesOfAMessage = 64 * 1024;
/** RFC 6455 §7.4.1. */
const goingAway = 1001;
/** On one connection. A page follows a handful of things. */
const mostSubscriptions = 20;

/** Subscriptions over WebSockets (graphql-transport-ws), on the same path as the requests over HTTP. */
@Injectable()
export class GraphqlSockets implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: mostBytesOfAMessage,
    handleProtocols: (offered) => offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  private readonly format: (error: GraphQLError) => FormattedError;

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly schemas: GraphQLSchemaHost,
    private readonly connections: GraphqlConnections,
    @Inject(CONFIG) private readonly config: ConfigOf<unknown>,
    @Inject(LOG) private readonly log: Log,
  ) {
    const format = formatGraphqlError(log);
    this.format = (error) => format(error.toJSON(), error);
  }

  onApplicationBootstrap(): void {
    const { schema } = this.schemas;
    const server = makeServer<Record<string, unknown>, SocketExtra>({
      onConnect: (connection) => this.connections.onConnect(connection),
      onDisconnect: (connection) => this.connections.onDisconnect(connection),
      onSubscribe: (connection, _id, request) =>
        Object.keys(connection.subscriptions).length > mostSubscriptions
          ? [refusal('Too many subscriptions on one connection.', 'BAD_REQUEST')]
          : subscriptionFrom(schema, request),
      context: ({ extra }) => ({ ...graphqlContext({ extra }) }),
      onNext: (_connection, _id, _request, _args, result) => ({ ...result, errors: result.errors?.map(this.format) }),
      onError: (_connection, _id, _request, errors) => errors.map(this.format),
    });
    this.sockets.on('connection', (socket, request) => serveSocket(server, { socket, request }, this.log));
    const front = this.http.httpAdapter.getHttpServer() as Server;
    front.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.upgrade(request, socket, head),
    );
  }

  beforeApplicationShutdown(): void {
    for (const socket of this.sockets.clients) socket.close(goingAway);
    this.sockets.close();
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [path] = (request.url ?? '').split('?');
    if (path !== graphqlPath) return refuse(socket, '404 Not Found');
    // Browsers let any page open a WebSocket to anywhere; whose page it is only the Origin tells.
    if (!isOwnOrigin(request.headers, this.config.VORTEX_PUBLIC_URL)) return refuse(socket, '403 Forbidden');
    this.sockets.handleUpgrade(request, socket, head, (opened) => this.sockets.emit('connection', opened, request));
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
