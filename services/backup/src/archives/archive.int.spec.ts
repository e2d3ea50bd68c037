import { ArchiveCreated, ArchiveRenamed, ArchiveServiceService } from '@vortex/contracts/backup';
import { newId } from '@vortex/kit';
import { eventually, type ServiceHarness, startService } from '@vortex/testing';
import { backup } from '../service';

describe('archives', () => {
  let harness: ServiceHarness<typeof ArchiveServiceService>;
  const somebody = () => ({ tenantId: newId(), permissions: ['backup.archive.*'] });

  beforeAll(async () => {
    harness = await startService(backup, { contract: ArchiveServiceService });
  });

  afterAll(() => harness.stop());

  it('are found again by those who made them', async () => {
    const ann = harness.rpc.as(somebody());
    const made = await ann.createArchive({ name: 'first' });
    await expect(ann.getArchive({ id: made.id })).resolves.toEqual(made);
  });

  it("are not found by another tenant's people", async () => {
    const made = await harness.rpc.as(somebody()).createArchive({ name: 'first' });
    const bob = harness.rpc.as(somebody());
    await expect(bob.getArchive({ id: made.id })).rejects.toHaveCode('archive_not_found');
    await expect(bob.renameArchive({ id: made.id, name: 'mine' })).rejects.toHaveCode('archive_not_found');
    await expect(bob.listArchives({ page: undefined })).resolves.toMatchObject({ archives: [] });
  });

  it('are refused to those without the permission', async () => {
    await expect(harness.rpc.as('ann').createArchive({ name: 'first' })).rejects.toHaveCode('permission_denied');
    await expect(harness.rpc.as('anonymous').createArchive({ name: 'first' })).rejects.toHaveCode('unauthenticated');
  });

  it('have names of their own within a tenant', async () => {
    const ann = harness.rpc.as(somebody());
    await ann.createArchive({ name: 'first' });
    const second = await ann.createArchive({ name: 'second' });
    await expect(ann.createArchive({ name: 'first' })).rejects.toHaveCode('archive_name_taken');
    await expect(ann.renameArchive({ id: second.id, name: 'first' })).rejects.toHaveCode('archive_name_taken');
    await expect(harness.rpc.as(somebody()).createArchive({ name: 'first' })).resolves.toBeDefined();
  });

  it('are refused with a name that is none, and the problem has its path', async () => {
    const failure = harness.rpc.as(somebody()).createArchive({ name: '  ' });
    await expect(failure).rejects.toMatchObject({ violations: [expect.objectContaining({ path: 'name' })] });
  });

  it('are told of, once for every change', async () => {
    const person = somebody();
    const ann = harness.rpc.as(person);
    const { id } = await ann.createArchive({ name: 'first' });
    await ann.renameArchive({ id, name: 'second' });
    await ann.renameArchive({ id, name: 'second' });
    await ann.renameArchive({ id, name: 'third' });
    const renamed = () => harness.events.of(ArchiveRenamed).filter((event) => event.archiveId === id);
    await eventually(() => renamed().some((event) => event.name === 'third'));
    expect(renamed().map((event) => event.revision)).toEqual([2n, 3n]);
    const event = { archiveId: id, tenantId: person.tenantId, name: 'first', revision: 1n };
    expect(harness.events.of(ArchiveCreated)).toContainEqual(event);
  });

  it('are listed page by page in the order they were made', async () => {
    const ann = harness.rpc.as(somebody());
    for (const name of ['c', 'a', 'b']) await ann.createArchive({ name });
    const first = await ann.listArchives({ page: { limit: 2, after: '' } });
    const second = await ann.listArchives({ page: { limit: 2, after: first.pageInfo?.endCursor ?? '' } });
    expect([first, second].map((page) => page.archives.map(({ name }) => name))).toEqual([['c', 'a'], ['b']]);
    expect([first.pageInfo?.hasNextPage, second.pageInfo?.hasNextPage]).toEqual([true, false]);
  });
});
