import { eventually } from '@vortex/testing';
import { newId } from '@vortex/kit';
import type { Arranged } from '../access-matrix/arrangement';
import { documentOf, operationsOf } from '../access-matrix/documents';
import { Estate } from '../access-matrix/estate';
import { Leaks } from '../access-matrix/leaks';
import { arrangement } from '../access-matrix/operations';
import { type Answer, type Asker, type Panel, startPanel } from '../access-matrix/panel';
import { People } from '../access-matrix/people';
import type { Caller } from '../access-matrix/places';
import { changes, changesNothing, changesNoValue, deedsOf, endsItsCaller } from './changes';

interface Entry {
  readonly action: string;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly role: string | null };
  readonly subject: { readonly kind: string; readonly ids: readonly string[]; readonly name: string | null };
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly clientAddress: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
}

const log = `query ($filter: AuditFilter) { auditLog(filter: $filter, page: { first: 200 }) { nodes {
  action actor { kind id role } subject { kind ids name } changes { field before after } clientAddress userAgent requestId
} } }`;
/** The first way each mutation is tried. */
const mutations = [
  ...new Map(
    Object.entries(arrangement)
      .filter(([name]) => name.startsWith('Mutation.'))
      .map(([name, arranged]) => [name.split(',')[0]?.slice('Mutation.'.length) ?? '', arranged] as const)
      .reverse(),
  ),
].reverse();

let panel: Panel;
let people: People;
let estate: Estate;
beforeAll(async () => {
  panel = await startPanel();
  people = await People.begin(panel);
  estate = new Estate(panel, people, new Leaks([people.operatorId, people.resellerId]));
}, 120_000);
afterAll(() => panel.close());

it('every mutation of the schema is among them', () => {
  const all = operationsOf(panel.schema).filter((name) => name.startsWith('Mutation.'));
  expect(mutations.map(([name]) => `Mutation.${name}`).sort()).toEqual(all.sort());
});

it.each(mutations)(
  '%s happens once under a key, and is on record once: who, what, from what to what, from where',
  async (name, arranged) => {
    const { first, accountId, again } = await done(name, arranged);
    expect(first.errors).toBeUndefined();
    if (again) expect(again).toEqual({ ...first, requestId: again.requestId });
    if (changesNothing.has(name)) return;
    const entries = await eventually(async () => {
      const found = await recorded([first.requestId, again?.requestId]);
      expect(found).not.toEqual([]);
      return found;
    });
    expect(entries.map(({ requestId }) => requestId === first.requestId)).not.toContain(false);
    expect(new Set(entries.map(({ subject }) => subject.ids.join())).size).toBe(entries.length);
    const deed = /^(create|update|delete)[A-Z]/.exec(name)?.[1] ?? '';
    for (const { action } of entries) expect(action.split('.').at(-1)).toMatch(deedsOf[name] ?? deed);
    for (const entry of entries) {
      const role = expect.any(String) as string;
      expect(entry).toMatchObject({ actor: { kind: 'ACCOUNT', id: accountId, role }, subject: { kind: role } });
      expect(entry.clientAddress).toMatch(/127\.0\.0\.1$/);
      expect(entry.userAgent).toBe('node');
      if (changesNoValue.has(name)) expect(entry.subject.name).toBeTruthy();
      else expect(entry.changes.filter(({ before, after }) => before !== after)).not.toEqual([]);
    }
  },
  60_000,
);

/** Asked as an owner, twice under one key. */
async function done(name: string, arranged: Arranged) {
  const change = changes[name] ?? {};
  const place = change.at ?? arranged.at?.[0] ?? 'operator';
  const row = arranged.on ? await estate.row(arranged.on, place) : {};
  const { id: accountId, ...by } = arranged.twin ? await anotherOwner() : await theOwner();
  const caller = { ...by, name: 'owner', own: 'operator' } as unknown as Caller;
  const given = { row, place, caller, estate };
  await change.first?.(panel, by, given);
  const variables = change.variables?.(given) ?? (await arranged.variables?.(given)) ?? {};
  const document = documentOf(panel.schema, 'Mutation', name, change.selection ?? arranged.selection);
  const keyed = { ...by, idempotencyKey: newId() };
  const first = await panel.ask(keyed, document, variables);
  if (arranged.spends && arranged.on) estate.spend(arranged.on, place);
  const again: Answer | undefined = endsItsCaller.has(name) ? undefined : await panel.ask(keyed, document, variables);
  return { first, again, accountId: name === 'login' ? signedIn(first) : accountId };
}

async function theOwner(): Promise<Asker & { id: string }> {
  const { id } = await panel.get<{ id: string }>(people.owner, '{ me { id } }');
  return { ...people.owner, id };
}

/** Signed in twice, so that there is somebody else to sign out. */
async function anotherOwner(): Promise<Asker & { id: string }> {
  const { id, username } = await people.createAccount(people.owner, 'owner');
  await people.signIn(username);
  return { token: (await people.signIn(username)).accessToken, id };
}

function signedIn({ data }: Answer): string {
  return (data?.['login'] as { account: { id: string } }).account.id;
}

async function recorded(requestIds: readonly (string | null | undefined)[]): Promise<Entry[]> {
  const { nodes } = await panel.get<{ nodes: Entry[] }>(people.owner, log, { filter: {} });
  return nodes.filter(({ requestId }) => requestId && requestIds.includes(requestId));
}
