import { rpcPolicies } from '@vortex/contracts/catalog';
import { ArchiveServiceService } from '@vortex/contracts/backup';
import { DumpServiceService } from '@vortex/contracts/system';
import { Metrics, newId } from '@vortex/kit';
import { type ServiceHarness, startService } from '@vortex/testing';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup } from '../src';

describe('archives', () => {
  let harness: ServiceHarness<typeof ArchiveServiceService>;
  let dumps: ServiceHarness<typeof DumpServiceService>;
  const environment = { VORTEX_BACKUP_DIRECTORY: mkdtempSync(join(tmpdir(), 'archives-')) };
  const wish = { passphrase: '', withMasterKeys: false, waitMs: 5_000 };

  beforeAll(async () => {
    harness = await startService(backup, { contract: ArchiveServiceService, environment });
    dumps = await startService(backup, { contract: DumpServiceService, environment });
  });
  afterAll(() => Promise.all([harness.stop(), dumps.stop()]));

  const everything = { page: undefined, last: 0, before: '' };
  const operator = { permissions: ['system.backup.*'], operator: true };
  const reseller = { permissions: ['*'] };

  it('are refused to those without the permission, and to strangers', async () => {
    await expect(harness.rpc.as('ann').createArchive(wish)).rejects.toHaveCode('permission_denied');
    await expect(harness.rpc.as('anonymous').listArchives(everything)).rejects.toHaveCode('unauthenticated');
    const reader = harness.rpc.as({ permissions: ['system.backup.read'], operator: true });
    await expect(reader.createArchive(wish)).rejects.toHaveCode('permission_missing');
  });

  it("are refused to another tenant's people, whatever they may do at home", async () => {
    const { rpc } = harness;
    await expect(rpc.as(reseller).createArchive(wish)).rejects.toHaveCode('operator_only');
    await expect(rpc.as(reseller).listArchives(everything)).rejects.toHaveCode('operator_only');
    await expect(rpc.as(reseller).getArchive({ id: newId() })).rejects.toHaveCode('operator_only');
    await expect(rpc.as(reseller).deleteArchive({ id: newId() })).rejects.toHaveCode('operator_only');
  });

  it('are read by the gateway alone', async () => {
    const read = async (service: string) => {
      for await (const piece of harness.rpc.as({ service }).readArchive({ id: newId() })) void piece;
    };
    await expect(read('nodes')).rejects.toHaveCode('operator_only');
    await expect(read('core')).rejects.toHaveCode('archive_not_found');
  });

  it('name every problem of a wish', async () => {
    const { createArchive } = harness.rpc.as(operator);
    await expect(createArchive({ ...wish, withMasterKeys: true })).rejects.toMatchObject({
      violations: [expect.objectContaining({ path: 'passphrase' })],
    });
    await expect(createArchive({ ...wish, passphrase: 'short' })).rejects.toHaveCode('invalid_input');
  });

  it('tell why they could not be made, count it, and leave nothing behind', async () => {
    const { rpc } = harness;
    const figures = () => harness.get(Metrics).text();
    expect(await figures()).toContain('vortex_backup_failures_total 0');
    const { tenantId } = rpc.account('operator');
    const ann = rpc.as({ ...operator, tenantId });
    // Nobody else runs here, so nobody can be copied.
    await expect(ann.createArchive(wish)).rejects.toHaveCode('unavailable');
    const { archives } = await ann.listArchives(everything);
    expect(archives).toMatchObject([{ state: 'ARCHIVE_STATE_FAILED', sha256: '' }]);
    expect(archives[0]?.failure).not.toBe('');
    expect(await figures()).toContain('vortex_backup_failures_total 1');
  });

  it('are listed from the newest on, and from the oldest back', async () => {
    const { rpc } = harness;
    const { tenantId } = rpc.account('operator');
    const ann = rpc.as({ ...operator, tenantId });
    for (let n = 0; n < 3; n++) await expect(ann.createArchive(wish)).rejects.toHaveCode('unavailable');
    const ids = (await ann.listArchives(everything)).archives.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort().reverse());
    const pageOf = async (given: object) => {
      const { archives, pageInfo, hasPreviousPage } = await ann.listArchives({ ...everything, ...given });
      return [archives.map(({ id }) => ids.indexOf(id)), hasPreviousPage, pageInfo?.hasNextPage];
    };
    const end = ids.length - 1;
    expect(await pageOf({ page: { limit: 2, after: '' } })).toEqual([[0, 1], false, true]);
    expect(await pageOf({ last: 2 })).toEqual([[end - 1, end], true, false]);
    expect(await pageOf({ last: 1, before: ids[end] })).toEqual([[end - 1], true, true]);
    expect(await pageOf({ last: 9, before: ids[1] })).toEqual([[0], false, true]);
  });

  it('are made from copies that no other service and no person gets', async () => {
    expect(rpcPolicies[DumpServiceService.dump.path]?.permission).toBe('service');
    const ask = async (who: Parameters<typeof dumps.rpc.as>[0]) => {
      const hold = { step: 'DUMP_STEP_HOLD', withinMs: 1_000, withMasterKeys: true } as const;
      const parts = dumps.rpc.as(who).dump(
        (async function* () {
          yield hold;
        })(),
      );
      for await (const part of parts) void part;
    };
    await expect(ask('owner')).rejects.toHaveCode('permission_denied');
    await expect(ask({ service: 'core' })).rejects.toHaveCode('backup_service_only');
    await expect(ask({ service: 'backup' })).resolves.toBeUndefined();
  });
});
