import { Unauthenticated } from '../errors/failures';
import { anonymous } from '../identity/caller';
import type { CallContext } from '../identity/call-context';
import { accessKey } from './access.decorator';
import { authorize } from './permission';

/** Lets a request from outside in to what needs `permission`, or throws. */
export function admit(permission: string, call: CallContext | undefined): void {
  if (permission !== 'public' && call?.rejection) throw call.rejection;
  const caller = call?.caller ?? anonymous;
  if (caller.kind === 'service') throw new Unauthenticated('sign_in_required'); // no service comes in by this door
  authorize(permission, caller);
}

/** What a method's decorator says it needs. For what answers in its place, so that it is said once. */
export function permissionOf<T extends object>(type: abstract new (...args: never[]) => T, method: keyof T): string {
  const permission: unknown = Reflect.getMetadata(accessKey, (type.prototype as T)[method] as object);
  if (typeof permission !== 'string') throw new Error(`${type.name}.${String(method)} says nothing of who may use it`);
  return permission;
}
