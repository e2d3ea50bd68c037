export { type CallOptions, RpcInsideTransaction } from './call-options';
export type { AnyRpcMethod, RpcService } from './method';
export { type HandledMethod, methodTable, MethodTableError, type RpcPolicies } from './method-table';
export { Rpc, type RpcCall, type RpcHandler, type RpcOptions } from './rpc.decorator';
export type { RpcClient } from './rpc-client';
export { injectedClients, InjectRpc, RpcClients } from './rpc-clients';
export { RpcServer } from './rpc-server';
export { targetOf } from './transport';
