import type { RpcPolicy } from '@vortex/contracts/catalog';
import type { z } from 'zod';
import { type AnyRpcMethod, partsOf, sharedContractPrefix } from './method';
import { type RpcCall, rpcMarkOf } from './rpc.decorator';

export type RpcPolicies = Readonly<Record<string, RpcPolicy>>;

/** A method a service answers, with everything that is known of it. */
export interface HandledMethod {
  readonly definition: AnyRpcMethod;
  readonly permission: string;
  readonly input: z.ZodType<unknown> | undefined;
  handle(request: unknown, call: RpcCall): unknown;
}

/** Answered on a listener of their own, to callers no service is: see the option in its `.proto`. */
const ofAgents = 'agent';

/** A service's rpc methods contradict its contract; it must not start. */
export class MethodTableError extends Error {
  constructor(
    service: string,
    readonly problems: readonly string[],
  ) {
    super(`${service} cannot serve its contract:\n${problems.map((p) => `  ${p}`).join('\n')}`);
    this.name = 'MethodTableError';
  }
}

/**
 * Finds the methods marked `@Rpc` in `instances`. Each needs a permission in its `.proto`, none may be there twice, and
 * none of the service's contract may be missing.
 */
export function methodTable(
  service: string,
  instances: Iterable<object>,
  policies: RpcPolicies,
): ReadonlyMap<string, HandledMethod> {
  const table = new Map<string, HandledMethod>();
  const problems: string[] = [];
  for (const [instance, method] of markedMethods(instances)) {
    const mark = rpcMarkOf(method);
    if (!mark) continue;
    const { path } = mark.definition;
    const permission = policies[path]?.permission;
    if (!permission) problems.push(`${path} has no permission in its .proto`);
    if (table.has(path)) problems.push(`${path} is answered twice`);
    if (!belongsTo(service, path)) problems.push(`${path} is another service's method`);
    if (!permission) continue;
    const handle = (request: unknown, call: RpcCall): unknown => Reflect.apply(method, instance, [request, call]);
    table.set(path, { definition: mark.definition, permission, input: mark.input, handle });
  }
  for (const path of Object.keys(policies)) {
    const permission = policies[path]?.permission;
    if (belongsTo(service, path) && !table.has(path) && permission && permission !== ofAgents) {
      problems.push(`${path} is not answered by any method`);
    }
  }
  if (problems.length > 0) throw new MethodTableError(service, problems);
  return table;
}

function belongsTo(service: string, path: string): boolean {
  return path.startsWith(sharedContractPrefix) || partsOf(path).service.replaceAll('_', '-') === service;
}

function* markedMethods(instances: Iterable<object>): Generator<[object, (...args: never[]) => unknown]> {
  for (const instance of new Set(instances)) {
    const seen = new Set<string>();
    let prototype: unknown = Object.getPrototypeOf(instance);
    while (typeof prototype === 'object' && prototype !== null && prototype !== Object.prototype) {
      for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
        if (seen.has(name)) continue; // overridden further down
        seen.add(name);
        if (rpcMarkOf(value)) yield [instance, value as (...args: never[]) => unknown];
      }
      prototype = Object.getPrototypeOf(prototype);
    }
  }
}
