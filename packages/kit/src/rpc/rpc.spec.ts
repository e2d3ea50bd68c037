import { Greeter } from '../../test/greeter';
import { startPair, type RpcPair } from '../../test/rpc-pair';
import { sign } from '../../test/test-tokens';
import { anonymous } from '../identity/caller';
import { runInCall } from '../identity/call-context';
import { newId } from '../ids/id';

let pair: RpcPair;

beforeAll(async () => {
  pair = await startPair(new Greeter());
});
afterAll(() => pair.close());

async function* texts(...all: string[]) {
  for (const text of all) yield { text };
}

async function collect(source: AsyncIterable<{ text: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { text } of source) found.push(text);
  return found;
}

it('calls a method of every kind', async () => {
  const { client } = pair;
  await expect(client.greet({ text: 'ann' })).resolves.toEqual({ text: 'hello ann' });
  await expect(collect(client.count({ text: '3' }))).resolves.toEqual(['1', '2', '3']);
  await expect(client.collect(texts('a', 'b'))).resolves.toEqual({ text: 'a b' });
  await expect(collect(client.chat(texts('a', 'b')))).resolves.toEqual(['A', 'B']);
});

it('forwards the token of the caller it acts for', async () => {
  const token = await sign(pair.key, { role: 'owner' });
  const answer = await runInCall({ caller: anonymous, token }, () => pair.client.whoAmI({ text: '' }));
  expect(JSON.parse(answer.text)).toMatchObject({ peer: 'caller', caller: { kind: 'account', role: 'owner' } });
});

it('forwards where the request came from, and the tenant the caller acts for', async () => {
  const token = await sign(pair.key, { operator: true });
  const actingFor = newId<'tenant'>();
  const client = { address: '2001:db8::7', userAgent: 'Zoë’s browser' };
  const context = { caller: anonymous, token, actingFor, client, requestId: 'r-1' };
  const answer = await runInCall(context, () => pair.client.whoAmI({ text: '' }));
  const told: unknown = JSON.parse(answer.text);
  expect(told).toMatchObject({ client, requestId: 'r-1', actingFor, caller: { tenantId: actingFor } });
});

it('does not believe that somebody may act for another tenant', async () => {
  const token = await sign(pair.key, { operator: false });
  const context = { caller: anonymous, token, actingFor: newId<'tenant'>() };
  const answer = runInCall(context, () => pair.client.whoAmI({ text: '' }));
  await expect(answer).rejects.toMatchObject({ kind: 'permission_denied', facts: { permission: 'auth.tenant.act' } });
});

it('does not lend its own identity to a stranger it acts for', async () => {
  const asStranger = runInCall({ caller: anonymous }, () => pair.client.whoAmI({ text: '' }));
  await expect(asStranger).rejects.toMatchObject({ kind: 'unauthenticated', code: 'sign_in_required' });
});

it('calls methods meant for services as itself, whoever it acts for', async () => {
  const call = runInCall({ caller: anonymous }, () => pair.client.internal({ text: '' }));
  await expect(call).resolves.toEqual({ text: 'service' });
});

it('refuses a method meant for services to a person', async () => {
  const token = await sign(pair.key);
  const call = runInCall({ caller: anonymous, token }, () => pair.client.secret({ text: '' }));
  await expect(call).resolves.toEqual({ text: 'the secret' });
});
