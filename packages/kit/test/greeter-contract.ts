import type { RpcPolicies } from '../src/rpc/method-table';

interface Message {
  readonly text: string;
}

const codec = {
  requestSerialize: (value: Message): Buffer => Buffer.from(JSON.stringify(value)),
  requestDeserialize: (bytes: Buffer): Message => JSON.parse(bytes.toString()) as Message,
  responseSerialize: (value: Message): Buffer => Buffer.from(JSON.stringify(value)),
  responseDeserialize: (bytes: Buffer): Message => JSON.parse(bytes.toString()) as Message,
};

function method<Q extends boolean, R extends boolean>(name: string, requestStream: Q, responseStream: R) {
  return { path: `/vortex.greeter.v1.GreeterService/${name}`, requestStream, responseStream, ...codec };
}

/** A contract as the generator would write it, with a method of every kind. */
export const GreeterService = {
  greet: method('Greet', false, false),
  whoAmI: method('WhoAmI', false, false),
  secret: method('Secret', false, false),
  change: method('Change', false, false),
  internal: method('Internal', false, false),
  count: method('Count', false, true),
  collect: method('Collect', true, false),
  chat: method('Chat', true, true),
} as const;

const rule = (permission: string, idempotent = false) => ({ permission, idempotent });

export const greeterPolicies: RpcPolicies = {
  [GreeterService.greet.path]: rule('public', true),
  [GreeterService.whoAmI.path]: rule('authenticated'),
  [GreeterService.secret.path]: rule('greeter.secret.read', true),
  [GreeterService.change.path]: rule('public'),
  [GreeterService.internal.path]: rule('service'),
  [GreeterService.count.path]: rule('public'),
  [GreeterService.collect.path]: rule('public'),
  [GreeterService.chat.path]: rule('public'),
};
