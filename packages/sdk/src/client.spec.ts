import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ChangePassword, HealthCheck, Login, VortexClient, VortexError } from './index';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('a request', () => {
  let server: Server;
  let answer: Answer;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const json =
    (body: unknown, status = 200): Answer =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
  const failure = async (work: Promise<unknown>): Promise<VortexError> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof VortexError) return error;
    throw new Error(`expected a VortexError, got ${String(error)}`);
  };

  it('sends the operation with the token of the moment', async () => {
    const seen: unknown[] = [];
    answer = (request, response) => {
      seen.push(request.headers.authorization);
      json({ data: { healthCheck: { state: 'OK', parts: [], checkedAt: '2026-11-21T08:00:00.000Z' } } })(
        request,
        response,
      );
    };
    let token: string | undefined = undefined;
    const client = new VortexClient({ url, token: () => token });
    const { healthCheck } = await client.request(HealthCheck, {});
    token = 'abc';
    await client.request(HealthCheck, {});
    expect(healthCheck.state).toBe('OK');
    expect(seen).toEqual([undefined, 'Bearer abc']);
  });

  it('names the tenant it acts for, as long as it does', async () => {
    const seen: unknown[] = [];
    answer = (request, response) => {
      seen.push(request.headers['x-vortex-tenant']);
      json({ data: { healthCheck: { state: 'OK', parts: [], checkedAt: '2026-11-21T08:00:00.000Z' } } })(
        request,
        response,
      );
    };
    let tenant: string | undefined = 'north-star';
    const client = new VortexClient({ url, tenant: () => tenant });
    await client.request(HealthCheck, {});
    tenant = undefined;
    await client.request(HealthCheck, {});
    expect(seen).toEqual(['north-star', undefined]);
  });

  it('turns a refusal into an error with its name, its inputs and its trace', async () => {
    const violation = { path: 'input.newPassword', code: 'too_short', message: 'Use at least 12 characters.' };
    const extensions = { code: 'INVALID_INPUT', reason: 'invalid_input', violations: [violation], traceId: 'feed' };
    answer = json({ errors: [{ message: 'Refused', extensions }], data: null });
    const input = { currentPassword: 'a', newPassword: 'b' };
    const error = await failure(new VortexClient({ url }).request(ChangePassword, { input }));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', reason: 'invalid_input', traceId: 'feed' });
    expect(error.violationAt('input.newPassword')).toEqual(violation);
    expect(error.violationAt('input.currentPassword')).toBeUndefined();
  });

  it('does not trust the shape of what a proxy answers', async () => {
    const client = new VortexClient({ url });
    answer = (_request, response) => response.writeHead(502).end('<html>Bad gateway</html>');
    expect(await failure(client.request(HealthCheck, {}))).toMatchObject({
      code: 'UNAVAILABLE',
      reason: 'bad_response',
    });
    answer = json({ errors: ['broken', { extensions: 7 }] });
    expect(await failure(client.request(HealthCheck, {}))).toMatchObject({ code: 'INTERNAL', violations: [] });
  });

  it('names a server that is late and one that is away', async () => {
    answer = () => undefined;
    const late = new VortexClient({ url, timeoutMs: 30 });
    expect(await failure(late.request(HealthCheck, {}))).toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      reason: 'timeout',
    });
    const away = new VortexClient({ url: 'http://127.0.0.1:1/graphql' });
    expect(await failure(away.request(HealthCheck, {}))).toMatchObject({ code: 'UNAVAILABLE', reason: 'network' });
  });

  it('leaves a cancelled request its own reason', async () => {
    answer = () => undefined;
    const controller = new AbortController();
    const running = new VortexClient({ url }).request(HealthCheck, {}, { signal: controller.signal });
    controller.abort(new Error('left the page'));
    await expect(running).rejects.toThrow('left the page');
  });

  it('tells when a token is no longer accepted, but not when a form holds a wrong password', async () => {
    const told: string[] = [];
    const onUnauthenticated = (error: VortexError) => told.push(error.reason);
    const client = new VortexClient({ url, token: () => 'abc', onUnauthenticated });
    const input = { username: 'admin', password: 'x' };
    answer = json({
      errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED', reason: 'wrong_credentials' } }],
    });
    await failure(client.request(Login, { input }));
    answer = json({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED', reason: 'token_expired' } }] });
    await failure(client.request(HealthCheck, {}));
    expect(told).toEqual(['token_expired']);
  });
});
