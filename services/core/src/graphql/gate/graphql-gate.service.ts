import { Inject, Injectable } from '@nestjs/common';
import { currentCall, formatGraphqlError, LOG, type Log } from '@vortex/kit';
import type { NextFunction, Request, Response } from 'express';
import { OperationTypeNode } from 'graphql';
import { IdempotencyClaims } from '../../idempotency/idempotency-claims.service';
import { DirectAnswer } from './direct-answer.service';
import { type Format, refuse } from './gate-answer';
import { readRequest } from './graphql-request';
import { askerOf, OperationAdmission } from './operation-admission.service';
import { RequestRefused } from './request.errors';

/** Stands before Apollo Server: what is refused is refused here, at once and in one manner. */
@Injectable()
export class GraphqlGate {
  private readonly format: Format;

  constructor(
    private readonly admission: OperationAdmission,
    private readonly claims: IdempotencyClaims,
    private readonly direct: DirectAnswer,
    @Inject(LOG) log: Log,
  ) {
    this.format = formatGraphqlError(log);
  }

  readonly handle = (request: Request, response: Response, next: NextFunction): void => {
    this.pass(request, response).then(
      (isAnswered) => (isAnswered ? undefined : next()),
      (error: unknown) => refuse(response, error, this.format),
    );
  };

  /** What the body's reader threw: Express tells handlers of failures by their four parameters. */
  readonly handleUnread = (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    refuse(response, unread(error), this.format);
  };

  /** @returns whether it has been answered already */
  private async pass(request: Request, response: Response): Promise<boolean> {
    if (request.method !== 'POST') throw new RequestRefused('method_not_allowed', 405);
    if (!request.is('application/json')) throw new RequestRefused('content_type_not_json', 415);
    const asked = readRequest(request.body);
    const admitted = await this.admission.admit(asked, {
      ...askerOf(currentCall()),
      say: (headers) => Object.entries(headers).forEach(([name, value]) => response.setHeader(name, value)),
    });
    const { prepared, operation } = admitted;
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      throw new RequestRefused('subscriptions_need_a_websocket', 400);
    }
    if (operation.operation === OperationTypeNode.MUTATION) this.claims.note(request, asked, prepared.hash);
    else if (await this.direct.give(admitted, asked, request, response)) return true;
    const { operationName, variables } = asked;
    request.body = { query: prepared.text, variables, ...(operationName === undefined ? {} : { operationName }) };
    return false;
  }
}

function unread(error: unknown): unknown {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  if (expose !== true || typeof status !== 'number') return error;
  if (status === 413) return new RequestRefused('body_too_large', 413);
  return status === 415 ? new RequestRefused('content_type_not_json', 415) : new RequestRefused('body_not_json', 400);
}
