import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '@vortex/kit';
import type { QueryBackupsArgs } from '../generated/schema';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { shortListConnection } from '../paging/short-list';
import { parseSorts } from '../paging/sort-input';
import { backupTerms, isMeant } from './backup-list.graphql';
import { type Backup, toBackup } from './backup-view.graphql';
import { BackupService } from './backup.service';

@Resolver('BackupConnection')
export class BackupConnectionResolver {
  constructor(private readonly backups: BackupService) {}

  @Query('backups')
  @Permission('system.backup.read')
  async page(@Args() { filter, search, sort, page }: QueryBackupsArgs): Promise<Connection<Backup>> {
    const wanted = pageOf(page, backupTerms(parseSorts(sort)));
    const meant = isMeant(filter ?? {}, search ?? '');
    return shortListConnection((await this.backups.list()).map(toBackup).filter(meant), wanted);
  }

  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<Backup>): Promise<number> {
    return connection.count();
  }
}
