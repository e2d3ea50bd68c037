import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AuditServiceService } from '@vortex/contracts/auth';
import { InjectRpc, Permission, type RpcClient } from '@vortex/kit';
import { listConnection, toListSort } from '../administrators/list-connection';
import type { AuditEntry, QueryAuditLogArgs } from '../generated/schema';
import type { Connection } from '../paging/connection';
import { toAuditEntry } from './audit-entry.graphql';

@Resolver('AuditEntryConnection')
export class AuditResolver {
  constructor(@InjectRpc(AuditServiceService) private readonly audit: RpcClient<typeof AuditServiceService>) {}

  @Query()
  @Permission('auth.audit.read')
  auditLog(@Args() { filter, sort, page }: QueryAuditLogArgs): Promise<Connection<AuditEntry>> {
    const { from, to, actorId, action, subjectKind, subjectId, search } = filter ?? {};
    const request = {
      actorId: actorId ?? '',
      action: action ?? '',
      subjectKind: subjectKind ?? '',
      subjectId: subjectId ?? '',
      from: from ?? undefined,
      to: to ?? undefined,
      search: search ?? '',
      sort: toListSort(sort),
    };
    return listConnection(
      page,
      async (part) => {
        const found = await this.audit.listAuditEntries({ ...request, page: part });
        return { items: found.entries, info: found.page };
      },
      toAuditEntry,
    );
  }

  @ResolveField()
  totalCount(@Parent() connection: Connection<AuditEntry>): Promise<number> {
    return connection.count();
  }
}
