import { Database } from '@vortex/database';
import { eventually, freshDatabase, silentLog } from '@vortex/testing';
import { closePairs, gate, startScripted as start } from '../../test/scripted-greeter';
import { DomainError } from '../errors/domain-error';
import { ResourceExhausted, Unavailable } from '../errors/failures';
import { currentCall, runInCall } from '../identity/call-context';
import { anonymous } from '../identity/caller';
import { createLog } from '../log/log';

class Taken extends DomainError {
  readonly kind = 'conflict';
}

afterEach(closePairs);

describe('failures', () => {
  it('arrive as they were thrown, with code, facts and violations', async () => {
    const { client, handler } = await start();
    const violations = [{ path: 'input.name', code: 'taken', message: 'There is one already.' }];
    handler.answer = () => Promise.reject(new Taken('name_taken', { name: 'ann' }, violations));
    await expect(client.change({ text: '' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'name_taken',
      facts: { name: 'ann' },
      violations,
    });
  });

  it('that nobody expected tell the caller a trace id only, and the log everything, once', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'error', destination: { write: (line) => lines.push(line) } });
    const { client, handler } = await start({ log });
    handler.answer = () => Promise.reject(new Error('table "secret_plans" does not exist'));
    const failure = await client.change({ text: '' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'RemoteFailure', service: 'greeter' });
    expect(String(failure)).not.toContain('secret_plans');
    const { traceId } = failure as { traceId: string };
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      traceId,
      err: { message: 'table "secret_plans" does not exist' },
    });
  });
});

describe('deadlines', () => {
  it('end a call that takes too long, and tell its handler', async () => {
    const { client, handler } = await start();
    const aborted = gate();
    handler.answer = (request, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted.open();
          resolve(request);
        });
      });
    await expect(client.change({ text: '' }, { timeoutMs: 50 })).rejects.toMatchObject({ kind: 'deadline_exceeded' });
    await aborted.promise;
  });

  it('are there for every call, and shrink on the way to the next service', async () => {
    const { client, handler } = await start();
    const seen: number[] = [];
    handler.answer = async (request, { deadline }) => {
      seen.push(Number(deadline) - Date.now());
      return request;
    };
    await client.change({ text: '' });
    const call = { caller: anonymous, deadlineMs: Date.now() + 1_000 };
    await runInCall(call, () => client.change({ text: '' }, { timeoutMs: 60_000 }));
    expect(seen[0]).toBeLessThanOrEqual(5_001);
    expect(seen[1]).toBeLessThanOrEqual(1_001);
    const late = runInCall({ ...call, deadlineMs: Date.now() - 1 }, () => client.change({ text: '' }));
    await expect(late).rejects.toMatchObject({ kind: 'deadline_exceeded' });
    expect(handler.calls).toBe(2);
  });

  it('reach the handler with the caller, for the calls it makes itself', async () => {
    const { client, handler } = await start();
    handler.answer = async (_request, { deadline }) => ({
      text: String(currentCall()?.deadlineMs === Number(deadline)),
    });
    await expect(client.change({ text: '' })).resolves.toEqual({ text: 'true' });
  });
});

it('cancels the call when the one it was made for goes away', async () => {
  const { client, handler } = await start();
  const begun = gate();
  const aborted = gate();
  handler.answer = (request, { signal }) => {
    begun.open();
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        aborted.open();
        resolve(request);
      });
    });
  };
  const abort = new AbortController();
  const call = expect(client.change({ text: '' }, { signal: abort.signal })).rejects.toThrow('cancelled');
  await begun.promise;
  abort.abort();
  await Promise.all([call, aborted.promise]);
});

describe('a peer that is unavailable', () => {
  it('is asked again for what may be repeated', async () => {
    const { client, handler } = await start();
    handler.answer = (request) =>
      handler.calls < 3 ? Promise.reject(new Unavailable('busy')) : Promise.resolve(request);
    await expect(client.greet({ text: 'x' })).resolves.toEqual({ text: 'x' });
    expect(handler.calls).toBe(3);
  });

  it('is asked once for what may not', async () => {
    const { client, handler } = await start();
    handler.answer = () => Promise.reject(new Unavailable('busy'));
    await expect(client.change({ text: '' })).rejects.toMatchObject({ code: 'busy' });
    expect(handler.calls).toBe(1);
  });

  it('is not asked again when it refused for another reason', async () => {
    const { client, handler } = await start();
    handler.answer = () => Promise.reject(new ResourceExhausted('too_many_attempts'));
    await expect(client.greet({ text: '' })).rejects.toMatchObject({ code: 'too_many_attempts' });
    expect(handler.calls).toBe(1);
  });

  it('is found again when it comes back', async () => {
    const { client, server, restart } = await start();
    await client.change({ text: '' });
    await server.drain(1_000);
    await expect(client.change({ text: '' })).rejects.toMatchObject({ kind: 'unavailable' });
    await restart();
    await eventually(() => client.change({ text: 'back' }));
  });
});

it('refuses to call inside a database transaction', async () => {
  const { client, handler } = await start();
  const { url, drop } = await freshDatabase();
  const createClient = () => ({
    $connect: () => Promise.resolve(),
    $disconnect: () => Promise.resolve(),
    $transaction: <T>(work: (inner: never) => Promise<T>) => work(undefined as never),
  });
  const database = new Database({ createClient, url, log: silentLog });
  await expect(database.run(() => client.greet({ text: '' }))).rejects.toThrow('inside a database transaction');
  await client.greet({ text: '' });
  expect(handler.calls).toBe(1);
  await database.close();
  await drop();
});

it('refuses more calls at once than it was built for, and messages that are too large', async () => {
  const { client, handler } = await start({ server: { maxCalls: 2 } });
  const opened = gate();
  handler.answer = (request) => opened.promise.then(() => request);
  const held = [client.change({ text: '1' }), client.change({ text: '2' })];
  await eventually(() => handler.calls === 2);
  await expect(client.change({ text: '3' })).rejects.toMatchObject({ code: 'too_many_calls' });
  opened.open();
  await Promise.all(held);
  await expect(client.change({ text: 'x'.repeat(5 * 1024 * 1024) })).rejects.toMatchObject({
    kind: 'resource_exhausted',
  });
});
