import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '@vortex/kit';
import type { MutationBackupDatabaseArgs, MutationDeleteBackupArgs, QueryBackupArgs } from '../generated/schema';
import { BackupLinks } from './backup-links.service';
import { type Backup, toBackup } from './backup-view.graphql';
import { BackupService } from './backup.service';

/** A request is given up after half a minute by many a proxy; small archives are done much sooner. */
const waitMs = 10_000;
const deadlineMs = waitMs + 10_000;

@Resolver('BackupResult')
export class BackupResolver {
  constructor(
    private readonly backups: BackupService,
    private readonly links: BackupLinks,
  ) {}

  @Query()
  @Permission('system.backup.read')
  async backup(@Args() { id }: QueryBackupArgs): Promise<Backup> {
    return toBackup(await this.backups.get(id));
  }

  @Mutation()
  @Permission('system.backup.create')
  async backupDatabase(@Args() { input }: MutationBackupDatabaseArgs): Promise<Backup> {
    const { passphrase, withMasterKeys } = input ?? {};
    const request = { passphrase: passphrase ?? '', withMasterKeys: withMasterKeys ?? false, waitMs };
    return toBackup(await this.backups.create(request, deadlineMs));
  }

  @Mutation()
  @Permission('system.backup.create')
  deleteBackup(@Args() { id }: MutationDeleteBackupArgs): Promise<string> {
    return this.backups.delete(id);
  }

  @ResolveField()
  downloadUrl(@Parent() { id, state, fileName }: Backup): string | null {
    return state === 'DONE' ? this.links.linkTo(id, fileName) : null;
  }
}
