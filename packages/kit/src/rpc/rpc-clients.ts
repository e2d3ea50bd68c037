import { rpcPolicies } from '@vortex/contracts/catalog';
import { Inject } from '@nestjs/common';
import type { Metrics } from '../metrics/metrics';
import { partsOf, type RpcService } from './method';
import type { RpcPolicies } from './method-table';
import { Peer } from './peer';
import { createRpcClient, type RpcClient } from './rpc-client';
import type { Target } from './transport';

export interface RpcClientsOptions {
  /** The service that calls. */
  readonly service: string;
  /** The services it has declared to call. */
  readonly calls: readonly string[];
  targetOf(service: string): Target;
  readonly policies?: RpcPolicies | undefined;
  readonly metrics?: Metrics | undefined;
}

/** One service's clients of the others, over one channel to each. */
export class RpcClients {
  private readonly peers = new Map<string, Peer>();

  constructor(private readonly options: RpcClientsOptions) {}

  /** The services this one calls. */
  get peerNames(): readonly string[] {
    return this.options.calls;
  }

  /**
   * A client of `contract`, which its own service answers; of a contract that every service answers (such as
   * `StatusServiceService`), name the one to ask.
   */
  client<S extends RpcService>(contract: S, service = ownerOf(contract)): RpcClient<S> {
    const { policies = rpcPolicies, metrics } = this.options;
    return createRpcClient(contract, { service: this.options.service, peer: this.peer(service), policies, metrics });
  }

  peer(service: string): Peer {
    let peer = this.peers.get(service);
    if (!peer) {
      peer = new Peer(service, () => this.targetOf(service));
      this.peers.set(service, peer);
    }
    return peer;
  }

  close(): void {
    for (const peer of this.peers.values()) peer.close();
  }

  private targetOf(service: string): Target {
    if (service !== this.options.service && !this.options.calls.includes(service)) {
      throw new Error(`${this.options.service} calls ${service}; name it in "calls" of its defineService`);
    }
    return this.options.targetOf(service);
  }
}

function ownerOf(contract: RpcService): string {
  const [method] = Object.values(contract);
  if (!method) throw new Error('a contract without methods');
  return partsOf(method.path).service.replaceAll('_', '-');
}

interface Injected {
  readonly contract: RpcService;
  readonly service: string;
}

/** What `@InjectRpc` was used for anywhere in the process, so that the container can provide it. */
const injected = new Map<symbol, Injected>();
const tokens = new Map<string, symbol>();

function tokenOf(contract: RpcService, service: string): symbol {
  const [method] = Object.values(contract);
  const key = `${service}:${method ? partsOf(method.path).contract : ''}`;
  const token = tokens.get(key) ?? Symbol(`rpc:${key}`);
  tokens.set(key, token);
  injected.set(token, { contract, service });
  return token;
}

/** Injects an `RpcClient<typeof contract>`. Name `service` for a contract that every service answers. */
export function InjectRpc(contract: RpcService, service = ownerOf(contract)): ParameterDecorator & PropertyDecorator {
  return Inject(tokenOf(contract, service));
}

export function injectedClients(): ReadonlyMap<symbol, Injected> {
  return injected;
}
