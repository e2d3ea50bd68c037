import type { ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { type CallContext, currentCall } from '../identity/call-context';

/** What resolvers find as their context. */
export interface GraphqlContext {
  readonly req?: IncomingMessage | undefined;
  readonly call?: CallContext | undefined;
}

/** What graphql-ws keeps for each connection, and we add to it. */
export interface ConnectionExtra {
  readonly request?: IncomingMessage;
  call?: CallContext;
}

/** The `context` option of the GraphQL server, for requests over HTTP and over a WebSocket alike. */
export function graphqlContext(source: { req?: IncomingMessage; extra?: unknown }): GraphqlContext {
  const extra = source.extra as ConnectionExtra | undefined;
  return { req: source.req ?? extra?.request, call: extra?.call ?? currentCall() };
}

/** Whose request is being handled. */
export function callOf(context: ExecutionContext): CallContext | undefined {
  if (context.getType<string>() !== 'graphql') return currentCall();
  const graphql = context.getArgByIndex<GraphqlContext | undefined>(2);
  return graphql?.call ?? currentCall();
}
