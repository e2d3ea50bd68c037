import type { RestoreFindings } from '@vortex/kit';
import { readFileSync } from 'node:fs';
import { checkMasterKeys } from './check-master-keys';
import { checkRelease } from './check-release';
import { addKeys, parsedKeys } from './master-key-file';
import type { RestoreTarget } from './restore-target';
import { type VerifiedArchive, verifyArchive } from './verify-archive';

export interface MasterKeyPlace {
  readonly file: string;
  /** Whether the file is the home's own, and may be given keys that an archive brings. */
  readonly isOurs: boolean;
}

/** Whether an installation can do something with an archive. */
export class ArchiveCheck {
  private last: { readonly file: string; readonly archive: VerifiedArchive } | undefined;

  constructor(
    private readonly targets: readonly RestoreTarget[],
    private readonly release: string,
    private readonly keys: MasterKeyPlace,
  ) {}

  /** Reads all of the archive. Touches nothing. */
  async check(file: string, passphrase: string): Promise<RestoreFindings> {
    const archive = await verifyArchive(file, passphrase);
    await checkRelease(archive.description, this.targets, this.release);
    checkMasterKeys(archive.description, this.keysWith(archive), this.keys.file);
    this.last = { file, archive };
    return findingsOf(archive);
  }

  /** What the check has found of a file; looks again at one that was not the last. */
  async verified(file: string, passphrase: string): Promise<VerifiedArchive> {
    if (this.last?.file !== file) await this.check(file, passphrase);
    if (!this.last) throw new Error('the check has kept nothing');
    return this.last.archive;
  }

  /** Has the services find the keys that the archive brings and this installation lacks. */
  async adoptKeys({ masterKeys }: VerifiedArchive): Promise<void> {
    if (masterKeys && this.keys.isOurs) await addKeys(this.keys.file, masterKeys);
  }

  /** Those of this installation go before others of the same name. */
  private keysWith({ masterKeys }: VerifiedArchive): ReadonlyMap<string, Buffer> {
    const brought = masterKeys && this.keys.isOurs ? parsedKeys(masterKeys) : [];
    return new Map([...brought, ...parsedKeys(readFileSync(this.keys.file, 'utf8'))]);
  }
}

function findingsOf({ description, manifest, masterKeys }: VerifiedArchive): RestoreFindings {
  const databases = description.services.map(({ name: service, tables }) => {
    const sums = manifest.tables.filter((table) => table.service === service);
    const total = (of: 'rows' | 'bytes') => BigInt(sums.reduce((sum, one) => sum + one[of], 0));
    return { service, tables: tables.length, rows: total('rows'), bytes: total('bytes') };
  });
  const { createdAt, release, generation } = description;
  return { createdAt, release, generation, withMasterKeys: masterKeys !== undefined, databases };
}
