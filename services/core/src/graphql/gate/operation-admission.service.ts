import { Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { anonymous, type CallContext, type Caller, DomainError, Unauthenticated } from '@vortex/kit';
import { getOperationAST, type OperationDefinitionNode } from 'graphql';
import { PersistedOperations } from '../../persisted-operations/persisted-operations.service';
import { RateLimits } from '../../rate-limits/rate-limits.service';
import { Documents, type PreparedDocument } from '../documents/documents.service';
import { costBudgetOf } from '../limits/cost-budget';
import { OperationTooCostly } from '../limits/operation.errors';
import { costOf } from '../limits/operation-cost';
import type { GraphqlRequest } from './graphql-request';
import { RequestRefused } from './request.errors';

export interface Asker {
  readonly caller: Caller;
  readonly address: string;
  /** Why the token that was shown is not believed. */
  readonly rejection?: Error | undefined;
  /** Takes what it should be told of its budget. */
  readonly say?: (headers: Readonly<Record<string, string>>) => void;
}

export function askerOf(call: CallContext | undefined): Asker {
  const { caller = anonymous, client, rejection } = call ?? {};
  return { caller, address: client?.address ?? '', rejection };
}

export interface Admitted {
  readonly prepared: PreparedDocument;
  readonly operation: OperationDefinitionNode;
}

/** Refusals that an account would not meet. */
const forStrangers = new Set(['operation_too_costly', 'operation_not_trusted', 'sign_in_required']);

/** Everything an operation must pass before anything of it runs: who it is for, what it is, how large, and how often. */
@Injectable()
export class OperationAdmission {
  constructor(
    private readonly schemas: GraphQLSchemaHost,
    private readonly documents: Documents,
    private readonly persisted: PersistedOperations,
    private readonly rates: RateLimits,
  ) {}

  async admit(request: GraphqlRequest, asker: Asker): Promise<Admitted> {
    try {
      return await this.admitted(request, asker);
    } catch (error) {
      // Whoever is a stranger for a token that is over must hear of that, not of what strangers may not do.
      if (asker.rejection && error instanceof DomainError && forStrangers.has(error.code)) throw asker.rejection;
      throw error;
    }
  }

  private async admitted(request: GraphqlRequest, { caller, address, say }: Asker): Promise<Admitted> {
    const { schema } = this.schemas;
    const text = await this.persisted.textOf(request, caller);
    const prepared = this.documents.prepare(schema, text);
    const operation = getOperationAST(prepared.document, request.operationName);
    if (!operation) throw new RequestRefused('operation_unknown', 400);
    // The schema is shown to those who have an account; strangers are not handed a map.
    if (prepared.introspects && caller.kind !== 'account') throw new Unauthenticated('sign_in_required');
    const { fragments } = prepared;
    const cost = costOf(operation, { schema, fragments, variables: request.variables });
    const most = costBudgetOf(caller);
    if (cost > most) throw new OperationTooCostly(cost, most);
    await this.rates.pay(caller, address, cost, say);
    if (request.sha256Hash !== undefined) await this.persisted.register(request, caller);
    return { prepared, operation };
  }
}
