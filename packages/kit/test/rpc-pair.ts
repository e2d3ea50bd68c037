import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SigningKeys } from '../src/auth/signing-keys';
import { TokenVerifier } from '../src/auth/token-verifier';
import { systemClock } from '../src/clock/clock';
import type { Address } from '../src/config/address';
import { createLog, type Log } from '../src/log/log';
import { methodTable } from '../src/rpc/method-table';
import { RpcClients } from '../src/rpc/rpc-clients';
import { type RpcClient } from '../src/rpc/rpc-client';
import { RpcServer, type RpcServerOptions } from '../src/rpc/rpc-server';
import { targetOf } from '../src/rpc/transport';
import { startTelemetry } from '../src/telemetry/telemetry';
import { greeterPolicies, GreeterService } from './greeter-contract';
import { keySetOf, makeKey, type TestKey } from './test-tokens';

export interface RpcPair {
  readonly client: RpcClient<typeof GreeterService>;
  readonly clients: RpcClients;
  readonly server: RpcServer;
  readonly address: Address;
  readonly key: TestKey;
  /** Starts another server at the same address, e.g. after the first was drained. */
  restart(): Promise<RpcServer>;
  close(): Promise<void>;
}

/** A server that answers `GreeterService` with `handler`, and a client of it, over a real Unix socket. */
export async function startPair(
  handler: object,
  options: { log?: Log; server?: Partial<RpcServerOptions> } = {},
): Promise<RpcPair> {
  startTelemetry({ serviceName: 'test', version: '0.0.0' });
  const log = options.log ?? createLog({ level: 'silent' });
  const directory = await mkdtemp(join(tmpdir(), 'kit-'));
  const address: Address = { kind: 'unix', path: join(directory, 'greeter.sock') };
  const key = await makeKey('test');
  const keys = new SigningKeys(() => Promise.resolve(keySetOf(key)), systemClock);
  const tokens = new TokenVerifier(keys, systemClock, { check: () => undefined });
  const methods = methodTable('greeter', [handler], greeterPolicies);
  const servers: RpcServer[] = [];
  const restart = async (): Promise<RpcServer> => {
    const server = new RpcServer({ service: 'greeter', methods, tokens, log, ...options.server });
    await server.listen(address);
    servers.push(server);
    return server;
  };
  const server = await restart();
  const clients = new RpcClients({
    service: 'caller',
    calls: ['greeter'],
    targetOf: (service) => targetOf(service, address, undefined),
    policies: greeterPolicies,
  });
  const close = async (): Promise<void> => {
    clients.close();
    await Promise.all(servers.map((one) => one.drain(0)));
    await rm(directory, { recursive: true, force: true });
  };
  return { client: clients.client(GreeterService), clients, server, address, key, restart, close };
}
