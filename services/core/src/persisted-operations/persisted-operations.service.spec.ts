import { inProcess } from '@vortex/cache';
import { type Caller, newId } from '@vortex/kit';
import { trustedOperations } from '../generated/trusted-operations';
import { hashOf } from '../graphql/documents/document-hash';
import { PersistedOperations } from './persisted-operations.service';

const { cache, rateLimiter } = inProcess();
const operations = (mode = 'off') =>
  new PersistedOperations(cache, rateLimiter, { VORTEX_PERSISTED_ONLY: mode } as never);
const account = (role = 'owner'): Caller => ({ kind: 'account', accountId: newId(), role }) as never;
const stranger: Caller = { kind: 'anonymous' };
const requestOf = (query: string) => ({ query, sha256Hash: hashOf(query) });
const [[trustedHash, trustedText] = ['', '']] = Object.entries(trustedOperations);

describe('an operation sent by its hash', () => {
  it('is known once an account has sent its text along', async () => {
    const { query, sha256Hash } = requestOf('{ me { id } }');
    const unknown = { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' }, message: 'PersistedQueryNotFound' };
    await expect(operations().textOf({ sha256Hash }, account())).rejects.toMatchObject({ errors: [unknown] });
    await operations().register({ query, sha256Hash }, account());
    await expect(operations().textOf({ sha256Hash }, account())).resolves.toBe(query);
  });

  it('is not registered by strangers', async () => {
    const request = requestOf('{ healthCheck { state } }');
    await expect(operations().textOf(request, stranger)).resolves.toBe(request.query);
    await operations().register(request, stranger);
    await expect(operations().textOf({ sha256Hash: request.sha256Hash }, stranger)).rejects.toThrow('PersistedQuery');
  });

  it('cannot be given another text, neither by who registers it nor by who holds the cache', async () => {
    const { sha256Hash } = requestOf('{ me { username } }');
    const forged = { query: '{ systemStatus { state } }', sha256Hash };
    await expect(operations().textOf(forged, account())).rejects.toMatchObject({
      kind: 'invalid_input',
      violations: [{ path: 'extensions.persistedQuery.sha256Hash', code: 'hash_mismatch' }],
    });
    await cache.set(`core:operation:${sha256Hash}`, forged.query, 60_000);
    await expect(operations().textOf({ sha256Hash }, account())).rejects.toThrow('PersistedQueryNotFound');
  });

  it('is known from the start when it is one of our own apps', async () => {
    await expect(operations().textOf({ sha256Hash: trustedHash }, stranger)).resolves.toBe(trustedText);
  });
});

describe('where only trusted operations are taken', () => {
  it('is nothing else run for customers and strangers, and anything for those who run the panel', async () => {
    const own = requestOf('{ me { id role } }');
    const refusal = { kind: 'permission_denied', code: 'operation_not_trusted' };
    for (const caller of [stranger, account('customer')]) {
      await expect(operations('customers').textOf(own, caller)).rejects.toMatchObject(refusal);
      await expect(operations('customers').textOf({ query: own.query }, caller)).rejects.toMatchObject(refusal);
      const sent = { query: own.query, sha256Hash: trustedHash };
      await expect(operations('customers').textOf(sent, caller)).rejects.toMatchObject(refusal);
      await expect(operations('customers').textOf({ query: trustedText }, caller)).resolves.toBe(trustedText);
      await expect(operations('customers').textOf({ sha256Hash: 'constructor' }, caller)).rejects.toMatchObject(
        refusal,
      );
    }
    await expect(operations('customers').textOf(own, account('admin'))).resolves.toBe(own.query);
    await expect(operations('everybody').textOf(own, account('admin'))).rejects.toMatchObject(refusal);
  });
});
