import { PATH_METADATA } from '@nestjs/common/constants';
import { accessKey } from './access.decorator';

/** As @nestjs/graphql marks the methods behind Query, Mutation and Subscription. Kit does not depend on it. */
const resolverTypeKey = 'graphql:resolver_type';
const rootTypes = new Set(['Query', 'Mutation', 'Subscription']);

export class AccessMissing extends Error {
  constructor(readonly methods: readonly string[]) {
    super(
      `These methods say nothing about who may use them; give each @Permission, @Authenticated or @Public:\n` +
        methods.map((method) => `  ${method}`).join('\n'),
    );
    this.name = 'AccessMissing';
  }
}

/** Throws `AccessMissing` when a resolver or an HTTP handler of `instances` has no access rule. */
export function checkAccess(instances: Iterable<object>): void {
  const open: string[] = [];
  for (const instance of new Set(instances)) {
    const type = instance.constructor;
    if (Reflect.hasMetadata(accessKey, type)) continue;
    for (const [name, method] of methodsOf(instance)) {
      if (isEntry(method) && !Reflect.hasMetadata(accessKey, method)) open.push(`${type.name}.${name}`);
    }
  }
  if (open.length > 0) throw new AccessMissing(open);
}

function isEntry(method: object): boolean {
  const resolves: unknown = Reflect.getMetadata(resolverTypeKey, method);
  return (typeof resolves === 'string' && rootTypes.has(resolves)) || Reflect.hasMetadata(PATH_METADATA, method);
}

function* methodsOf(instance: object): Generator<[string, object]> {
  const seen = new Set<string>();
  let prototype: unknown = Object.getPrototypeOf(instance);
  while (typeof prototype === 'object' && prototype !== null && prototype !== Object.prototype) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (name === 'constructor' || typeof value !== 'function' || seen.has(name)) continue;
      seen.add(name);
      yield [name, value as object];
    }
    prototype = Object.getPrototypeOf(prototype);
  }
}
