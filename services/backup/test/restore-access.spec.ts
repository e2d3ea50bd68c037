import { AuditRecorded, AuthServiceService } from '@vortex/contracts/auth';
import { ArchiveServiceService, RestoreServiceService } from '@vortex/contracts/backup';
import { DomainError, Metrics, newId, Unavailable } from '@vortex/kit';
import { eventually, type ServiceHarness, startService, stub } from '@vortex/testing';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveFormat, ArchiveWriter, backup, checkSeal } from '../src';
import { RestoreRecords } from '../src/restores/restore-records.service';

const passphrase = 'seven herons over the weir';
const password = 'the password of who asks';
const owner = { permissions: ['*'], operator: true };
const check = () => ({ id: newId(), passphrase: '', waitMs: 5_000 });
const wish = () => ({
  ...{ id: newId(), confirmation: 'one', password, passphrase: '', requestId: newId(), waitMs: 5_000 },
});

/** Whoever owns the process: here it reads archives, and has no door to hold. */
const restores = {
  check: async (file: string, word: string) => {
    await checkSeal(file, word);
    return { createdAt: new Date(0), release: '1.2.3', generation: 7n, withMasterKeys: false, databases: [] };
  },
  holdRequests: () => Promise.reject(new Unavailable('no_door')),
  releaseRequests: () => undefined,
  begin: () => undefined,
  outcome: undefined,
};

const confirm = stub(AuthServiceService.confirmOwnPassword, async (request) => {
  if (request.password !== password) throw new WrongWord();
  return {};
});

class WrongWord extends DomainError {
  readonly kind = 'invalid_input';
  constructor() {
    super('invalid_input', {}, [{ path: 'password', code: 'wrong_password', message: 'This is not your password.' }]);
  }
}

describe('restoring', () => {
  let harness: ServiceHarness<typeof RestoreServiceService>;
  let content: Buffer;
  const directory = mkdtempSync(join(tmpdir(), 'restores-'));
  const environment = { VORTEX_BACKUP_DIRECTORY: directory };
  beforeAll(async () => {
    harness = await startService(backup, { contract: RestoreServiceService, environment, restores, peers: [confirm] });
    content = await encryptedArchive();
  });
  afterAll(() => harness.stop());

  const ask = (who: Parameters<typeof harness.rpc.as>[0] = owner) => harness.rpc.as(who, RestoreServiceService);
  const store = (who: object, ...pieces: readonly (string | Buffer)[]) =>
    harness.rpc.as(who, ArchiveServiceService).storeArchive(piecesOf(pieces));

  it('is refused to those without the permission, whatever else they may do with backups', async () => {
    const maker = ask({ permissions: ['system.backup.create', 'system.backup.read'], operator: true });
    await expect(maker.beginRestore(wish())).rejects.toHaveCode('permission_missing');
    await expect(maker.checkArchive(check())).rejects.toHaveCode('permission_missing');
    await expect(ask('anonymous').beginRestore(wish())).rejects.toHaveCode('unauthenticated');
  });

  it("is refused to another tenant's people, whatever they may do at home", async () => {
    const reseller = ask({ permissions: ['*'] });
    await expect(reseller.beginRestore(wish())).rejects.toHaveCode('operator_only');
    await expect(reseller.checkArchive(check())).rejects.toHaveCode('operator_only');
    await expect(reseller.getLatestRestore({})).rejects.toHaveCode('operator_only');
    await expect(store({ permissions: ['*'] }, content)).rejects.toHaveCode('operator_only');
  });

  it('knows of no archive that is not there', async () => {
    await expect(ask().beginRestore(wish())).rejects.toHaveCode('archive_not_found');
    await expect(ask().checkArchive(check())).rejects.toHaveCode('archive_not_found');
    await expect(ask().getLatestRestore({})).resolves.toEqual({ restore: undefined });
  });

  it('keeps nothing of a file that is no archive', async () => {
    const before = readdirSync(directory);
    const letter = 'a letter to somebody else, which is long enough to be told from an archive of ours';
    await expect(store(owner, letter)).rejects.toHaveCode('not_an_archive');
    await expect(store(owner)).rejects.toHaveCode('not_an_archive');
    expect(readdirSync(directory)).toEqual(before);
  });

  it('takes an archive that was made elsewhere, and learns what is in it when it is checked', async () => {
    const brought = await store(owner, content.subarray(0, 10), content.subarray(10));
    expect(brought).toMatchObject({ origin: 'ARCHIVE_ORIGIN_UPLOADED', encrypted: true, release: '' });
    expect(readFileSync(join(directory, brought.fileName)).equals(content)).toBe(true);
    const { findings } = await ask().checkArchive({ ...check(), id: brought.id, passphrase });
    expect(findings).toMatchObject({ release: '1.2.3', generation: 7n });
    const learned = await harness.rpc.as(owner, ArchiveServiceService).getArchive({ id: brought.id });
    expect(learned).toMatchObject({ release: '1.2.3', generation: 7n });
  });

  it.each([
    ['a name that is not the file’s', { confirmation: 'another' }, 'confirmation', 'not_the_name'],
    ['a password of somebody else', { password: 'another' }, 'password', 'wrong_password'],
    ['no passphrase', { passphrase: '' }, 'passphrase', 'required'],
    ['another passphrase', { passphrase: 'another one altogether' }, 'passphrase', 'wrong_passphrase'],
  ])('refuses %s at exactly that input', async (_, given, path, code) => {
    const { id, fileName } = await store(owner, content);
    const begun = ask().beginRestore({ ...wish(), id, confirmation: fileName, passphrase, ...given });
    await expect(begun).rejects.toMatchObject({ violations: [{ path, code }] });
  });

  it('refuses a damaged archive by name', async () => {
    const { id, fileName } = await store(owner, content.subarray(0, -20));
    const begun = ask().beginRestore({ ...wish(), id, confirmation: fileName, passphrase });
    await expect(begun).rejects.toMatchObject({ code: expect.stringMatching(/^archive_(truncated|damaged)$/) });
  });

  it('begins nothing twice under one request, and says on record what has come of it and who wanted it', async () => {
    const { id, fileName } = await store(owner, content);
    const asked = { ...wish(), id, confirmation: fileName, passphrase };
    const failures = async () => {
      const text = await harness.get(Metrics).text();
      return Number(/^vortex_restore_failures_total (\d+)$/m.exec(text)?.[1]);
    };
    const before = await failures();
    const [one, other] = await Promise.all([ask().beginRestore(asked), ask().beginRestore(asked)]);
    expect(other.id).toBe(one.id);
    await eventually(async () =>
      expect((await ask().getLatestRestore({})).restore).toMatchObject({
        ...{ id: one.id, state: 'RESTORE_STATE_FAILED', failure: 'no_door', safetyArchiveId: '' },
      }),
    );
    expect((await ask().beginRestore(asked)).id).toBe(one.id);
    const entries = () => harness.events.of(AuditRecorded).filter(({ subject }) => subject?.ids[0] === id);
    await eventually(() => expect(entries()).toHaveLength(1));
    expect(entries()).toMatchObject([{ action: 'system.backup.not-restored', actor: { kind: 'account' } }]);
    await eventually(async () => expect(await failures()).toBe(before + 1));
    // Every restore ends the services, and figures with them.
    await harness.get(RestoreRecords).countFailures();
    expect(await failures()).toBe(before + 1);
  });
});

it('takes a command where services run apart', async () => {
  const environment = { VORTEX_BACKUP_DIRECTORY: mkdtempSync(join(tmpdir(), 'restores-apart-')) };
  const apart = await startService(backup, { contract: RestoreServiceService, environment });
  const { id, fileName } = await apart.rpc
    .as(owner, ArchiveServiceService)
    .storeArchive(piecesOf(['age-encryption.org/v1\n']));
  const refusal = { code: 'restore_apart', facts: { command: `npm run restore -- ${fileName}` } };
  const { checkArchive, beginRestore } = apart.rpc.as(owner);
  await expect(checkArchive({ ...check(), id })).rejects.toMatchObject(refusal);
  await expect(beginRestore({ ...wish(), id, confirmation: fileName })).rejects.toMatchObject(refusal);
  await apart.stop();
});

async function encryptedArchive(): Promise<Buffer> {
  const path = join(mkdtempSync(join(tmpdir(), 'brought-')), 'one.tar.gz.age');
  const writer = new ArchiveWriter(path, passphrase, new Date(0));
  const about = { format: archiveFormat, release: '1.2.3', createdAt: new Date(0), generation: 7n, services: [] };
  await writer.describe({ ...about, format: archiveFormat });
  await writer.finish();
  return readFileSync(path);
}

async function* piecesOf(pieces: readonly (string | Buffer)[]): AsyncGenerator<{ data: Buffer }> {
  for (const piece of pieces) yield { data: Buffer.from(piece) };
}
