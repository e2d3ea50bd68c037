import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '@vortex/kit';
import type { MutationCheckBackupArgs, MutationRestoreBackupArgs } from '../generated/schema';
import type { Backup } from './backup-view.graphql';
import { type Findings, type Restore, toFindings, toRestore } from './restore-view.graphql';
import { RestoreService } from './restore.service';

/** Many a proxy gives a request up after half a minute; small archives are read much sooner. */
const waitMs = 10_000;
const deadlineMs = waitMs + 10_000;

@Resolver('Restore')
export class RestoreResolver {
  constructor(private readonly restores: RestoreService) {}

  @Query()
  @Permission('system.backup.read')
  async lastRestore(): Promise<Restore | null> {
    const latest = await this.restores.latest();
    return latest ? toRestore(latest) : null;
  }

  @Mutation()
  @Permission('system.backup.restore')
  async checkBackup(@Args() { input }: MutationCheckBackupArgs): Promise<Findings | null> {
    const request = { id: input.id, passphrase: input.passphrase ?? '', waitMs };
    const findings = await this.restores.check(request, deadlineMs);
    return findings ? toFindings(findings) : null;
  }

  @Mutation()
  @Permission('system.backup.restore')
  async restoreBackup(@Args() { input }: MutationRestoreBackupArgs): Promise<Restore> {
    const request = { ...input, passphrase: input.passphrase ?? '', waitMs };
    return toRestore(await this.restores.begin(request, deadlineMs));
  }

  @ResolveField()
  async safetyBackup(@Parent() { safetyArchiveId }: Restore): Promise<Backup | null> {
    return (safetyArchiveId !== '' && (await this.restores.backup(safetyArchiveId))) || null;
  }
}

@Resolver('BackupFindings')
export class BackupFindingsResolver {
  constructor(private readonly restores: RestoreService) {}

  @ResolveField()
  async changesSince(@Parent() { createdAt }: Findings): Promise<number | null> {
    return (await this.restores.changesSince(createdAt)) ?? null;
  }
}
