import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { parseId, parseInput, Permission } from '@vortex/kit';
import { z } from 'zod';
import type {
  MutationCreateHostArgs,
  MutationDeleteHostArgs,
  MutationReorderHostsArgs,
  MutationUpdateHostArgs,
  QueryHostArgs,
  QueryHostsArgs,
} from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import { line } from '../input/text';
import { distinct, id as idSchema, unsaid } from '../input/values';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { parseSorts } from '../paging/sort-input';
import type { Host, HostId } from './host';
import { parseHost, parseHostPatch } from './host-input';
import { hostsSortedBy } from './host-sort';
import { HostService } from './host.service';

const most = 1_000;
const hostFilter = z.object({
  inboundIds: unsaid(distinct(idSchema<string>(), most)),
  enabled: unsaid(z.boolean()),
  search: unsaid(line({ min: 0, max: 200 })),
});
const hostIds = distinct(idSchema<HostId>(), most);
const idOf = (text: string): HostId => parseId<'host'>(text, 'id');

@Resolver('Host')
export class HostResolver {
  constructor(private readonly hosts: HostService) {}

  @Query('hosts')
  @Permission('core.host.read')
  page(@Args() { filter, sort, page }: QueryHostsArgs): Promise<Connection<Host>> {
    const wanted = pageOf(page, hostsSortedBy(parseSorts(sort)));
    return this.hosts.page(callerScope(), parseInput(hostFilter, filter ?? {}, 'filter'), wanted);
  }

  @Query('host')
  @Permission('core.host.read')
  async host(@Args() { id }: QueryHostArgs): Promise<Host | null> {
    return (await this.hosts.find(callerScope(), idOf(id))) ?? null;
  }

  @Mutation('createHost')
  @Permission('core.host.write')
  create(@Args() { input }: MutationCreateHostArgs): Promise<Host> {
    return this.hosts.create(callerScope(), parseHost(input));
  }

  @Mutation('updateHost')
  @Permission('core.host.write')
  update(@Args() { id, input }: MutationUpdateHostArgs): Promise<Host> {
    return this.hosts.update(callerScope(), idOf(id), parseHostPatch(input));
  }

  @Mutation('deleteHost')
  @Permission('core.host.write')
  async delete(@Args() { id }: MutationDeleteHostArgs): Promise<boolean> {
    await this.hosts.delete(callerScope(), idOf(id));
    return true;
  }

  @Mutation('reorderHosts')
  @Permission('core.host.write')
  reorder(@Args() { ids }: MutationReorderHostsArgs): Promise<readonly Host[]> {
    return this.hosts.reorder(callerScope(), parseInput(hostIds, ids, 'ids'));
  }

  @ResolveField('revision')
  revision(@Parent() { revision }: Host): number {
    return Number(revision);
  }
}

@Resolver('HostConnection')
export class HostConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() { count }: Connection<Host>): Promise<number> {
    return count();
  }
}
