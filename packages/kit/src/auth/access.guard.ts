import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Unauthenticated } from '../errors/failures';
import { callOf } from '../graphql/graphql-call';
import { anonymous } from '../identity/caller';
import { accessKey } from './access.decorator';
import { authorize } from './permission';

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
    const call = callOf(context);
    if (permission !== 'public' && call?.rejection) throw call.rejection;
    const caller = call?.caller ?? anonymous;
    if (caller.kind === 'service') throw new Unauthenticated('sign_in_required'); // no service comes in by this door
    authorize(permission, caller);
    return true;
  }
}
