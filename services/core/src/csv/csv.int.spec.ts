import { AuditRecorded } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { newId, type TenantId } from '@vortex/kit';
import { eventually, type ServiceHarness, startService } from '@vortex/testing';
import { parse } from 'csv-parse/sync';
import { givenUser } from '../../test/given-user';
import { core } from '../service';
import type { User } from '../users/user';
import { UserRepository } from '../users/user.repository';

let harness: ServiceHarness<never>;
let origin: string;

beforeAll(async () => {
  harness = await startService<never>(core, { environment: { VORTEX_HTTP_LISTEN: '127.0.0.1:0' } });
  origin = `http://127.0.0.1:${harness.platform.httpPort}`;
});
afterAll(() => harness.stop());

interface Person {
  readonly tenantId: TenantId;
  readonly token: string;
}

async function someone(permissions: readonly string[] = ['*'], tenantId: TenantId = newId()): Promise<Person> {
  return { tenantId, token: await harness.rpc.token({ tenantId, permissions }) };
}
const authorization = ({ token }: Person) => ({ authorization: `Bearer ${token}` });

async function ask(who: Person, query: string, variables: object = {}) {
  const headers = { ...authorization(who), 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await answer.json()) as {
    data: Record<string, never>;
    errors?: { extensions: object }[];
  };
  return { data, errors };
}

async function given(tenantId: TenantId, ...fields: Partial<User>[]): Promise<void> {
  const users = harness.get(UserRepository);
  await harness.get(Database).run(() => users.insertMany(fields.map((some) => givenUser({ ...some, tenantId }))));
}

async function link(who: Person, filter: object = {}): Promise<string> {
  const { data, errors } = await ask(
    who,
    'mutation ($filter: UserFilter) { exportUsers(filter: $filter) { url expiresAt } }',
    { filter },
  );
  expect(errors).toEqual([]);
  return (data['exportUsers'] as unknown as { url: string }).url;
}
const fetchFile = (who: Person, url: string) => fetch(`${origin}${url}`, { headers: authorization(who) });

const upload = (who: Person, body: string | Buffer, type = 'text/csv') =>
  fetch(`${origin}/files/uploads`, { method: 'POST', headers: { ...authorization(who), 'content-type': type }, body });
async function uploaded(who: Person, body: string | Buffer): Promise<string> {
  const answer = await upload(who, body);
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
const importing = async (who: Person, uploadId: string, dryRun: boolean) =>
  ask(
    who,
    `mutation ($uploadId: ID!, $dryRun: Boolean) { importUsers(uploadId: $uploadId, dryRun: $dryRun) {
       rows valid problems { line column code } job { id } } }`,
    { uploadId, dryRun },
  );

describe('an export', () => {
  it('is recorded: who asked for whom', async () => {
    const ann = await someone();
    await link(ann, { statuses: ['ACTIVE'] });
    await eventually(() => {
      const told = harness.events.of(AuditRecorded).filter(({ tenantId }) => tenantId === ann.tenantId);
      expect(told).toMatchObject([{ action: 'core.user.export', actor: { kind: 'account' } }]);
      expect(told[0]?.afterJson).toContain('ACTIVE');
    });
  });

  it('is a file of all rows a filter means, in any script, with a header', async () => {
    const ann = await someone();
    await given(
      ann.tenantId,
      { username: 'Ждан "Zhdan", 张伟', note: 'one\ntwo', tags: ['a', 'b'], limitBytes: 2n ** 62n },
      ...Array.from({ length: 1_500 }, () => ({ tags: ['many'] })),
    );
    const answer = await fetchFile(ann, await link(ann));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
    ]);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="users.csv"');
    const text = await answer.text();
    expect(text.startsWith('id,username,status,')).toBe(true);
    expect(text).toContain('\r\n');
    const rows = parse<Record<string, string>>(text, { columns: true });
    expect(rows).toHaveLength(1_501);
    expect(rows.find(({ username }) => username?.startsWith('Ждан'))).toMatchObject({
      username: 'Ждан "Zhdan", 张伟',
      note: 'one\ntwo',
      tags: 'a;b',
      limit_bytes: '4611686018427387904',
      zone: 'Europe/Berlin',
    });
    const few = await (await fetchFile(ann, await link(ann, { tags: ['a'] }))).text();
    expect(parse(few, { columns: true })).toHaveLength(1);
  });

  it('holds no formula a spreadsheet would run', async () => {
    const ann = await someone();
    await given(ann.tenantId, {
      username: '=HYPERLINK("http://evil")',
      note: '@SUM(1)',
      tags: ['-1+2'],
      email: '+49123',
    });
    const [row] = parse<Record<string, string>>(await (await fetchFile(ann, await link(ann))).text(), {
      columns: true,
    });
    expect(row).toMatchObject({
      username: `'=HYPERLINK("http://evil")`,
      note: `'@SUM(1)`,
      tags: `'-1+2`,
      email: '+49123',
    });
  });

  it('is refused to another tenant, another account, a stranger and who may not', async () => {
    const ann = await someone();
    const url = await link(ann);
    expect((await fetchFile(await someone(), url)).status).toBe(404);
    expect((await fetchFile(await someone(['*'], ann.tenantId), url)).status).toBe(404);
    expect((await fetch(`${origin}${url}`)).status).toBe(401);
    expect((await fetchFile(await someone(['core.user.read'], ann.tenantId), url)).status).toBe(403);
    expect((await fetchFile(ann, '/files/users.csv?download=nonsense')).status).toBe(400);
    expect((await fetchFile(ann, url)).status).toBe(200);
  });
});

describe('an import', () => {
  it('names every bad cell with its line and column, and makes nobody while it is tried', async () => {
    const ann = await someone();
    await given(ann.tenantId, { username: 'Taken' });
    const id = await uploaded(
      ann,
      [
        'username,limit_bytes,expires_at,groups,zone',
        'good,100,2030-01-01T00:00:00Z,,Europe/Berlin',
        ',-5,tomorrow,nowhere,Mars/Phobos',
        'taken,1,,,',
        '"two\nlines",1,,,',
        'GOOD,1,,,',
        'last,99999999999999999999,,,',
      ].join('\r\n'),
    );
    const { data, errors } = await importing(ann, id, true);
    expect(errors).toEqual([]);
    const { rows, valid, problems, job } = data['importUsers'] as unknown as {
      rows: number;
      valid: number;
      problems: { line: number; column: string; code: string }[];
      job: null;
    };
    expect([rows, valid, job]).toEqual([6, 1, null]);
    expect(problems.map(({ line, column, code }) => `${line} ${column} ${code}`).sort()).toEqual(
      [
        '3 expires_at not_an_instant',
        '3 groups unknown',
        '3 limit_bytes not_a_number',
        '3 username too_short',
        '3 zone unknown_zone',
        '4 username taken',
        '6 username unwanted_character',
        '7 username twice',
        '8 limit_bytes not_a_number',
      ].sort(),
    );
  });

  it('makes the users of the good rows in chunks, and says which lines failed', async () => {
    const ann = await someone();
    const lines = Array.from({ length: 2_300 }, (_, n) => (n === 1_700 ? 'bad,x' : `user-${n},${n}`));
    const id = await uploaded(ann, Buffer.from(`\ufeffusername,limit_bytes\r\n${lines.join('\r\n')}\r\n`));
    const { data } = await importing(ann, id, false);
    const job = (data['importUsers'] as unknown as { job: { id: string } }).job.id;
    const query = 'query ($id: ID!) { job(id: $id) { state total done failed failures { item path code } } }';
    const over = await eventually(async () => {
      const found = (await ask(ann, query, { id: job })).data['job'] as unknown as { state: string };
      expect(found.state).toBe('DONE');
      return found;
    });
    expect(over).toEqual({
      ...{ state: 'DONE', total: 2_300, done: 2_299, failed: 1 },
      failures: [{ item: 'line 1702', path: 'limit_bytes', code: 'not_a_number' }],
    });
    expect(await harness.get(UserRepository).count({ tenantId: ann.tenantId }, {})).toBe(2_299);
    const again = await importing(ann, id, true);
    expect(again.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', reason: 'upload_unknown' } }]);
  });

  it('takes what was exported', async () => {
    const [ann, bob] = [await someone(), await someone()];
    await given(ann.tenantId, { username: '=1+1', note: 'a "note"', tags: ['x', 'y'], limitBytes: 5n, usedBytes: 3n });
    const id = await uploaded(bob, await (await fetchFile(ann, await link(ann))).text());
    await importing(bob, id, false);
    const users = harness.get(UserRepository);
    const scope = { tenantId: bob.tenantId };
    const [copy] = await eventually(async () => {
      const found = await users.findMany(scope, await users.idsOf(scope, {}, 10));
      expect(found).toHaveLength(1);
      return found;
    });
    expect(copy).toMatchObject({ username: '=1+1', note: 'a "note"', tags: ['x', 'y'], limitBytes: 5n, usedBytes: 0n });
  });

  it('refuses what is no such file, another tenant’s file, and who may not', async () => {
    const ann = await someone();
    expect((await upload(ann, 'username\nx', 'application/x-www-form-urlencoded')).status).toBe(400);
    expect((await upload(ann, Buffer.from([0xff, 0xfe, 0x00]))).status).toBe(400);
    expect((await upload(ann, '')).status).toBe(400);
    expect((await upload(ann, Buffer.alloc(17 * 1024 * 1024, 'x'))).status).toBe(400);
    expect((await upload(await someone(['core.user.read']), 'username\nx')).status).toBe(403);
    const reason = async (text: string) =>
      (await importing(ann, await uploaded(ann, text), true)).errors[0]?.extensions;
    expect(await reason('name\nx')).toMatchObject({ reason: 'file_refused', facts: { why: 'unknown_column' } });
    expect(await reason('note\nx')).toMatchObject({ facts: { why: 'no_username_column' } });
    expect(await reason('username\n"x')).toMatchObject({ facts: { why: 'not_csv' } });
    const theirs = await uploaded(await someone(), 'username\nx');
    expect((await importing(ann, theirs, true)).errors[0]?.extensions).toMatchObject({ reason: 'upload_unknown' });
  });
});
