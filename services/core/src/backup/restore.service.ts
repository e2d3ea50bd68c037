import { Injectable } from '@nestjs/common';
import { AuditServiceService } from '@vortex/contracts/auth';
import {
  type ArchiveFindings,
  ArchiveServiceService,
  type BeginRestoreRequest,
  type CheckArchiveRequest,
  type Restore,
  RestoreServiceService,
} from '@vortex/contracts/backup';
import { Database } from '@vortex/database';
import { accountOf, anonymous, Audit, currentCall, DomainError, holds, InjectRpc, type RpcClient } from '@vortex/kit';
import { atInput } from '../graphql/input-paths';
import { type Backup, toBackup } from './backup-view.graphql';

const anyEntry = { actorId: '', action: '', subjectKind: '', subjectId: '', to: undefined, search: '', sort: [] };
const countOnly = { first: 1, after: '', last: 0, before: '', withTotal: true };

/** Checks archives and has them restored, on the record of the data that is replaced. */
@Injectable()
export class RestoreService {
  constructor(
    @InjectRpc(RestoreServiceService) private readonly restores: RpcClient<typeof RestoreServiceService>,
    @InjectRpc(ArchiveServiceService) private readonly archives: RpcClient<typeof ArchiveServiceService>,
    @InjectRpc(AuditServiceService) private readonly records: RpcClient<typeof AuditServiceService>,
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  async check(request: CheckArchiveRequest, timeoutMs: number): Promise<ArchiveFindings | undefined> {
    return (await atInput(this.restores.checkArchive(request, { timeoutMs }))).findings;
  }

  async begin(request: BeginRestoreRequest, timeoutMs: number): Promise<Restore> {
    const restore = await atInput(this.restores.beginRestore(request, { timeoutMs }));
    const { archiveId, fileName } = restore;
    const subject = { kind: 'backup', ids: [archiveId], name: fileName };
    await this.db.run(() => this.audit.record({ action: 'system.backup.restore', subject, after: { fileName } }));
    return restore;
  }

  async latest(): Promise<Restore | undefined> {
    return (await this.restores.getLatestRestore({})).restore;
  }

  /** Undefined once it was deleted. */
  async backup(id: string): Promise<Backup | undefined> {
    try {
      return toBackup(await this.archives.getArchive({ id }));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return undefined;
      throw error;
    }
  }

  /** Undefined for who may not read the audit. */
  async changesSince(from: Date): Promise<number | undefined> {
    const { permissions } = accountOf(currentCall()?.caller ?? anonymous);
    if (!holds(permissions, 'auth.audit.read')) return undefined;
    const { page } = await this.records.listAuditEntries({ ...anyEntry, from, page: countOnly });
    return Number(page?.totalCount ?? 0n);
  }
}
