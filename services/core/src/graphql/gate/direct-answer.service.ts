import { Inject, Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { CONFIG, formatGraphqlError, graphqlContext, isTraced, LOG, type Log } from '@vortex/kit';
import type { Request, Response } from 'express';
import type { ExecutionResult } from 'graphql';
import type { CoreConfig } from '../../config';
import { Executions } from '../execution/executions.service';
import { WrittenOperations } from '../written/written-operations.service';
import type { Format } from './gate-answer';
import type { GraphqlRequest } from './graphql-request';
import type { Admitted } from './operation-admission.service';

/** What clients say they take, in the words nearly all of them say it in, and what Apollo Server then answers with. */
const mediaTypes: Readonly<Record<string, string>> = {
  '': 'application/json; charset=utf-8',
  '*/*': 'application/json; charset=utf-8',
  'application/json': 'application/json; charset=utf-8',
  'application/graphql-response+json, application/json': 'application/graphql-response+json; charset=utf-8',
};

/**
 * Answers what has passed the gate and is compiled, as Apollo Server would and for a third of what its pipeline costs.
 * Whatever is not the usual case goes on to Apollo Server, before anything of it has run.
 */
@Injectable()
export class DirectAnswer {
  private readonly format: Format;

  constructor(
    private readonly schemas: GraphQLSchemaHost,
    private readonly executions: Executions,
    private readonly written: WrittenOperations,
    @Inject(CONFIG) private readonly config: CoreConfig,
    @Inject(LOG) log: Log,
  ) {
    this.format = formatGraphqlError(log);
  }

  /** @returns whether it has answered */
  async give(admitted: Admitted, asked: GraphqlRequest, request: Request, response: Response): Promise<boolean> {
    const mediaType = mediaTypes[request.headers.accept ?? ''];
    if (this.config.VORTEX_GRAPHQL_EXECUTION === 'stock' || mediaType === undefined) return false;
    const written = isTraced() ? undefined : await this.written.answer(this.schemas.schema, admitted, asked.variables);
    const text = written ?? (await this.executed(admitted, asked, request));
    if (text === undefined) return false;
    const body = Buffer.from(typeof text === 'string' ? `{"data":${text}}\n` : `${JSON.stringify(this.told(text))}\n`);
    response.writeHead(200, { 'content-type': mediaType, 'content-length': body.length }).end(body);
    return true;
  }

  private async executed(
    { prepared }: Admitted,
    asked: GraphqlRequest,
    request: Request,
  ): Promise<ExecutionResult | undefined> {
    const running = this.executions.of(this.schemas.schema).executeIfCompiled({
      document: prepared.document,
      operationName: asked.operationName,
      variables: asked.variables,
      context: graphqlContext({ req: request }),
    });
    const result = await running;
    // Without data nothing has run: it was the variables, and Apollo Server tells what is wrong with them.
    return result?.data === undefined ? undefined : result;
  }

  private told({ data, errors }: ExecutionResult): object {
    if (!errors || errors.length === 0) return { data };
    return { errors: errors.map((error) => this.format(error.toJSON(), error)), data };
  }
}
