import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { callOf } from '../graphql/graphql-call';
import { accessKey } from './access.decorator';
import { admit } from './admit';

/** The one guard of all resolvers and HTTP handlers. What says nothing about access is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const permission = this.reflector.getAllAndOverride<string | undefined>(accessKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    // Empty: no permission anyone could hold. The check at the start has named the method already.
    if (permission === undefined) throw new Error(`${context.getClass().name} has a handler without a permission`);
    admit(permission, callOf(context));
    return true;
  }
}
