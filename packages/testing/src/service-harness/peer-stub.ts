import {
  type AnyRpcMethod,
  type HandledMethod,
  parseAddress,
  type RpcHandler,
  RpcServer,
  TokenVerifier,
} from '@vortex/kit';
import { rpcPolicies } from '@vortex/contracts/catalog';
import { silentLog } from '../silent-log';

/** One method of another service, answered by the test. */
export interface PeerStub {
  readonly service: string;
  readonly method: HandledMethod;
}

/** Stands in for a method of a service that is not started. It is called over real gRPC and guarded as the real one is. */
export function stub<M extends AnyRpcMethod>(definition: M, answer: RpcHandler<M>): PeerStub {
  const service = /^\/vortex\.(\w+)\./.exec(definition.path)?.[1]?.replaceAll('_', '-');
  const permission = rpcPolicies[definition.path]?.permission;
  if (!service || !permission) throw new Error(`${definition.path} is not a method of the platform`);
  const handle = answer as (...args: unknown[]) => unknown;
  const method = { definition, permission, input: undefined, handle: (...args: unknown[]) => handle(...args) };
  return { service, method };
}

/** Starts a server for each service of `stubs`. Returns where they are. */
export async function serveStubs(
  stubs: readonly PeerStub[],
  directory: string,
  tokens: TokenVerifier,
): Promise<{ servers: readonly RpcServer[]; addresses: ReadonlyMap<string, string> }> {
  const servers: RpcServer[] = [];
  const addresses = new Map<string, string>();
  for (const service of new Set(stubs.map((one) => one.service))) {
    const methods = new Map(
      stubs.filter((one) => one.service === service).map(({ method }) => [method.definition.path, method]),
    );
    const server = new RpcServer({ service, methods, tokens, log: silentLog as never });
    const text = `unix:${directory}/${service}.sock`;
    const address = parseAddress(text);
    if (!address) throw new Error(`${text} is not an address`);
    await server.listen(address);
    servers.push(server);
    addresses.set(service, text);
  }
  return { servers, addresses };
}
