import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  type CallContext,
  CONFIG,
  type ConfigOf,
  type FormattedError,
  formatGraphqlError,
  GraphqlConnections,
  graphqlContext,
  isOwnOrigin,
  LOG,
  type Log,
  ResourceExhausted,
} from '@vortex/kit';
import { type GraphQLError, OperationTypeNode } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { graphqlErrorsOf } from './gate/gate-answer';
import { readRequest } from './gate/graphql-request';
import { type Admitted, askerOf, OperationAdmission } from './gate/operation-admission.service';
import { RequestRefused } from './gate/request.errors';
import { graphqlPath } from './graphql-options.factory';
import { leavable, subscribeAfresh } from './subscription.graphql';
import { serveSocket, type SocketExtra } from './web-socket.adapter';

const mostBytesOfAMessage = 64 * 1024;
/** RFC 6455 §7.4.1. */
const goingAway = 1001;
/** On one connection. A page follows a handful of things. */
const mostSubscriptions = 20;

interface Following {
  readonly subscriptions: Readonly<Record<string, unknown>>;
  readonly extra: SocketExtra & { readonly call?: CallContext };
}

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
    private readonly admission: OperationAdmission,
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
        this.admit(request, connection).then(
          ({ prepared: { document }, operation }) => ({
            schema,
            document,
            operationName: operation.name?.value,
            variableValues: request.variables,
          }),
          (error: unknown) => graphqlErrorsOf(error),
        ),
      subscribe: subscribeAfresh,
      context: ({ extra }) => leavable(graphqlContext({ extra })),
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

  private async admit(request: unknown, { subscriptions, extra }: Following): Promise<Admitted> {
    if (Object.keys(subscriptions).length > mostSubscriptions) throw new ResourceExhausted('too_many_subscriptions');
    const admitted = await this.admission.admit(readRequest(request), askerOf(extra.call));
    if (admitted.operation.operation === OperationTypeNode.SUBSCRIPTION) return admitted;
    throw new RequestRefused('only_subscriptions_here', 400);
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
