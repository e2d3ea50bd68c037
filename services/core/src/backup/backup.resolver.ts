import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ArchiveServiceService } from '@vortex/contracts/backup';
import { InjectRpc, Permission, type RpcClient } from '@vortex/kit';
import type {
  BackupResult,
  MutationBackupDatabaseArgs,
  MutationDeleteBackupArgs,
  QueryBackupArgs,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import { BackupLinks } from './backup-links.service';
import { toBackup } from './backup-view.graphql';

/** A request is given up after half a minute by many a proxy; small archives are done much sooner. */
const waitMs = 10_000;
const deadlineMs = waitMs + 10_000;

type Backup = Omit<BackupResult, 'downloadUrl'>;

@Resolver('BackupResult')
export class BackupResolver {
  constructor(
    @InjectRpc(ArchiveServiceService) private readonly archives: RpcClient<typeof ArchiveServiceService>,
    private readonly links: BackupLinks,
  ) {}

  @Query()
  @Permission('system.backup.read')
  async backup(@Args() { id }: QueryBackupArgs): Promise<Backup> {
    return toBackup(await this.archives.getArchive({ id }));
  }

  @Mutation()
  @Permission('system.backup.create')
  async backupDatabase(@Args() { input }: MutationBackupDatabaseArgs): Promise<Backup> {
    const { passphrase, withMasterKeys } = input ?? {};
    const request = { passphrase: passphrase ?? '', withMasterKeys: withMasterKeys ?? false, waitMs };
    return toBackup(await atInput(this.archives.createArchive(request, { timeoutMs: deadlineMs })));
  }

  @Mutation()
  @Permission('system.backup.create')
  async deleteBackup(@Args() { id }: MutationDeleteBackupArgs): Promise<string> {
    return (await this.archives.deleteArchive({ id })).id;
  }

  @ResolveField()
  downloadUrl(@Parent() { id, state, fileName }: Backup): string | null {
    return state === 'DONE' ? this.links.linkTo(id, fileName) : null;
  }
}
