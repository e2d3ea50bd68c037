import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ArchiveServiceService } from '@vortex/contracts/backup';
import { InjectRpc, Permission, type RpcClient } from '@vortex/kit';
import type { QueryBackupsArgs } from '../generated/schema';
import { required } from '../graphql/required';
import type { Connection } from '../paging/connection';
import { encodeCursor } from '../paging/cursor';
import { pageOf } from '../paging/page';
import { orderName } from '../paging/sort-key';
import { toBackup } from './backup-view.graphql';

/** Ids grow with time. */
const newestFirst = { field: 'ID', type: 'uuid', direction: 'DESC' } as const;

type Backup = ReturnType<typeof toBackup>;

@Resolver('BackupConnection')
export class BackupConnectionResolver {
  constructor(@InjectRpc(ArchiveServiceService) private readonly archives: RpcClient<typeof ArchiveServiceService>) {}

  @Query()
  @Permission('system.backup.read')
  async backups(@Args() { page }: QueryBackupsArgs): Promise<Connection<Backup>> {
    const { limit, backward, after, before } = pageOf(page, [newestFirst]);
    const found = await this.archives.listArchives({
      page: { limit, after: after?.[0] ?? '' },
      last: backward ? limit : 0,
      before: before?.[0] ?? '',
    });
    const nodes = found.archives.map(toBackup);
    const end = nodes.at(-1);
    return {
      nodes,
      edges: nodes.map((node) => ({ cursor: cursorOf(node), node })),
      pageInfo: {
        hasNextPage: required(found.pageInfo, 'ArchivePage.page_info').hasNextPage,
        hasPreviousPage: found.hasPreviousPage,
        startCursor: nodes[0] ? cursorOf(nodes[0]) : null,
        endCursor: end ? cursorOf(end) : null,
      },
      count: () => Promise.resolve(Number(found.totalCount)),
    };
  }

  @ResolveField()
  totalCount(@Parent() connection: Connection<Backup>): Promise<number> {
    return connection.count();
  }
}

function cursorOf({ id }: Backup): string {
  return encodeCursor(orderName([newestFirst]), [id]);
}
