import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ArchiveServiceService } from '@vortex/contracts/backup';
import { InjectRpc, InvalidInput, Permission, type RpcClient } from '@vortex/kit';
import type { QueryBackupsArgs } from '../generated/schema';
import { required } from '../graphql/required';
import type { Connection } from '../paging/connection';
import { toBackup } from './backup-view.graphql';

const most = 500;
const usual = 50;

type Backup = ReturnType<typeof toBackup>;

@Resolver('BackupConnection')
export class BackupConnectionResolver {
  constructor(@InjectRpc(ArchiveServiceService) private readonly archives: RpcClient<typeof ArchiveServiceService>) {}

  @Query()
  @Permission('system.backup.read')
  async backups(@Args() { page }: QueryBackupsArgs): Promise<Connection<Backup>> {
    const { first, after, last, before } = page ?? {};
    const problems = [
      ...((last ?? before)
        ? [refusal('page', 'forward_only', 'Archives are listed from the newest on: use first and after.')]
        : []),
      ...(typeof first === 'number' && (first < 1 || first > most)
        ? [refusal('page.first', 'out_of_range', `A page has 1 to ${most} rows.`)]
        : []),
    ];
    if (problems.length > 0) throw new InvalidInput(problems);
    const found = await this.archives.listArchives({ page: { limit: first ?? usual, after: after ?? '' } });
    const nodes = found.archives.map(toBackup);
    return {
      nodes,
      edges: nodes.map((node) => ({ cursor: node.id, node })),
      pageInfo: {
        hasNextPage: required(found.pageInfo, 'ArchivePage.page_info').hasNextPage,
        hasPreviousPage: typeof after === 'string',
        startCursor: nodes[0]?.id ?? null,
        endCursor: nodes.at(-1)?.id ?? null,
      },
      count: () => Promise.resolve(Number(found.totalCount)),
    };
  }

  @ResolveField()
  totalCount(@Parent() connection: Connection<Backup>): Promise<number> {
    return connection.count();
  }
}

function refusal(path: string, code: string, message: string) {
  return { path, code, message };
}
