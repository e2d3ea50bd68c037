import { Controller, Get, Inject, Module } from '@nestjs/common';
import { StatusServiceService } from '@vortex/contracts/system';
import { eventually } from '@vortex/testing';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Greeter } from '../../test/greeter';
import { GreeterService } from '../../test/greeter-contract';
import { moduleOf, stubAuth, testPolicies } from '../../test/stub-auth';
import { keySetOf, makeKey, sign, type TestKey } from '../../test/test-tokens';
import { Authenticated, Permission, Public } from '../auth/access.decorator';
import { Rpc } from '../rpc/rpc.decorator';
import type { RpcClient } from '../rpc/rpc-client';
import { InjectRpc, RpcClients } from '../rpc/rpc-clients';
import { defineService } from './define-service';
import type { RunningPlatform } from './platform';
import { run } from './run';

@Controller()
class DoorController {
  constructor(
    @InjectRpc(GreeterService) private readonly greeter: RpcClient<typeof GreeterService>,
    @Inject(RpcClients) private readonly clients: RpcClients,
  ) {}

  @Get('greet')
  @Public()
  async greet() {
    return this.greeter.greet({ text: 'door' });
  }

  @Get('me')
  @Authenticated()
  async me() {
    return JSON.parse((await this.greeter.whoAmI({ text: '' })).text) as unknown;
  }

  @Get('secret')
  @Permission('greeter.secret.read')
  async secret() {
    return this.greeter.secret({ text: '' });
  }

  @Get('status')
  @Public()
  async status() {
    return this.clients.client(StatusServiceService, 'greeter').check({});
  }
}

@Module({ controllers: [DoorController] })
class DoorModule {}

const door = defineService({ name: 'door', module: DoorModule, calls: ['greeter'] });
const greeter = defineService({ name: 'greeter', module: moduleOf(Greeter) });
const environment = { VORTEX_LOG_LEVEL: 'silent', VORTEX_METRICS_TOKEN: 'a-token-for-metrics' };
const options = { environment, exitOnSignal: false, policies: testPolicies, version: '1.2.3' };

describe('services that share a process', () => {
  let platform: RunningPlatform;
  let front: Server;
  let base: string;
  let key: TestKey;

  beforeAll(async () => {
    key = await makeKey('k1');
    platform = await run([door, greeter, stubAuth(() => keySetOf(key))], options);
    front = createServer((request, response) => platform.services.get('door')?.handle(request, response));
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    front.close();
    await platform.close();
  });

  const get = async (path: string, token?: string) => {
    const headers = new Headers(token ? { authorization: `Bearer ${token}` } : {});
    const response = await fetch(`${base}${path}`, { headers });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text.startsWith('{') ? JSON.parse(text) : undefined,
    };
  };

  it('call each other by rpc', async () => {
    expect(await get('/greet')).toMatchObject({ status: 200, body: { text: 'hello door' } });
    expect((await get('/status')).body).toMatchObject({ state: 'HEALTH_STATE_OK' });
  });

  it('pass the person on from HTTP to the last service', async () => {
    const answer = await get('/me', await sign(key, { role: 'support', perms: [] }));
    expect(answer.body).toMatchObject({ peer: 'door', caller: { kind: 'account', role: 'support' } });
  });

  it('refuse what needs a permission at the door', async () => {
    expect(await get('/secret')).toMatchObject({ status: 401, body: { error: { code: 'sign_in_required' } } });
    expect(await get('/secret', await sign(key, { perms: ['greeter.other'] }))).toMatchObject({ status: 403 });
    expect(await get('/secret', await sign(key, { perms: ['greeter.*'] }))).toMatchObject({ status: 200 });
  });

  it('let an account that must change its password do nothing that needs a permission', async () => {
    const token = await sign(key, { mcp: true });
    expect(await get('/secret', token)).toMatchObject({
      status: 403,
      body: { error: { code: 'password_change_required' } },
    });
    expect(await get('/me', token)).toMatchObject({ status: 200 });
  });

  it('say why a token is not believed, but still greet who shows it', async () => {
    const expired = await sign(key, { exp: 1_000 });
    expect(await get('/me', expired)).toMatchObject({ status: 401, body: { error: { code: 'token_expired' } } });
    expect(await get('/greet', expired)).toMatchObject({ status: 200 });
  });

  it('tell how they are', async () => {
    expect(await get('/livez')).toMatchObject({ status: 200 });
    expect(await get('/readyz')).toMatchObject({ status: 200, body: { state: 'ok' } });
    const health = await get('/healthz');
    expect(health.body).toMatchObject({ state: 'ok', service: 'door', version: '1.2.3' });
    expect((await platform.health()).parts.map((part) => part.name)).toContain('door/rpc:greeter');
  });

  it('show metrics only to who has the token', async () => {
    expect(await get('/metrics')).toMatchObject({ status: 404 });
    expect(await get('/metrics', 'another-token-for-it')).toMatchObject({ status: 404 });
    const metrics = await get('/metrics', 'a-token-for-metrics');
    expect(metrics.text).toContain('vortex_rpc_server_seconds_count{service="greeter",method="GreeterService/Greet"');
  });

  it('answer with headers that keep browsers from rendering it', async () => {
    const { headers } = await get('/greet');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

it('starts without a service it calls, degraded until that answers', async () => {
  const socket = `/tmp/kit-late-${process.pid}/greeter.sock`;
  const auth = `unix:/tmp/kit-late-${process.pid}/auth.sock`;
  const late = { ...environment, VORTEX_RPC_GREETER: `unix:${socket}`, VORTEX_RPC_AUTH: auth };
  const platform = await run([door], { ...options, environment: late });
  expect(await platform.health()).toMatchObject({ state: 'degraded' });
  const peer = await run([greeter], {
    ...options,
    environment: { ...environment, VORTEX_RPC_LISTEN: `unix:${socket}`, VORTEX_RPC_AUTH: auth },
  });
  await eventually(async () => (await platform.health()).state === 'ok');
  await peer.close();
  await eventually(async () => (await platform.health()).state === 'degraded');
  await platform.close();
});

it('does not start with a resolver or handler that says nothing about access', async () => {
  @Controller()
  class OpenController {
    @Get('open')
    open() {
      return 'oops';
    }
  }
  @Module({ controllers: [OpenController] })
  class OpenModule {}
  const open = defineService({ name: 'open', module: OpenModule });
  const started = run([open, stubAuth(() => '{"keys":[]}')], options);
  await expect(started).rejects.toThrow('OpenController.open');
});

it('does not start with an rpc method that has no permission', async () => {
  class Loose {
    @Rpc({ ...GreeterService.greet, path: '/vortex.loose.v1.LooseService/Do' })
    async do(request: { text: string }) {
      return request;
    }
  }
  const loose = defineService({ name: 'loose', module: moduleOf(Loose) });
  const started = run([loose, stubAuth(() => '{"keys":[]}')], options);
  await expect(started).rejects.toThrow('/vortex.loose.v1.LooseService/Do has no permission');
});
