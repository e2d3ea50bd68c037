/** What ts-proto generates for a method of a service, with any messages; grpc-js' `MethodDefinition`. */
export interface AnyRpcMethod {
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  // Methods of an object, not functions in it: only so do methods with any message fit.
  requestSerialize(value: never): Buffer;
  requestDeserialize(bytes: Buffer): unknown;
  responseSerialize(value: never): Buffer;
  responseDeserialize(bytes: Buffer): unknown;
}

/** A generated service, e.g. `AuthServiceService`. */
export type RpcService = Readonly<Record<string, AnyRpcMethod>>;

export type RequestOf<M extends AnyRpcMethod> = M extends { requestDeserialize(bytes: Buffer): infer R } ? R : never;
export type ResponseOf<M extends AnyRpcMethod> = M extends { responseDeserialize(bytes: Buffer): infer R } ? R : never;

/** `/vortex.auth.v1.AuthService/Login` → its parts. */
export function partsOf(path: string): { service: string; contract: string; method: string } {
  const match = /^\/((?:\w+\.)*?([\w-]+)(?:\.v\d+)?\.\w+)\/(\w+)$/.exec(path);
  if (!match?.[1] || !match[2] || !match[3]) throw new Error(`"${path}" is not the path of an rpc method`);
  return { contract: match[1], service: match[2], method: match[3] };
}

/** The path without its package, for logs and labels: `AuthService/Login`. */
export function shortName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The contract every service answers about itself. */
export const sharedContractPrefix = '/vortex.system.v1.';
