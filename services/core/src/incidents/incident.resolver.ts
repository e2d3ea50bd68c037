import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  type AccountCaller,
  accountOf,
  anonymous,
  currentCall,
  type GraphqlContext,
  parseId,
  Permission,
} from '@vortex/kit';
import type {
  Incident as IncidentNode,
  IncidentKind,
  MutationAcknowledgeIncidentArgs,
  QueryIncidentsArgs,
} from '../generated/schema';
import { Loaders } from '../loading/loaders.service';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { parseSorts } from '../paging/sort-input';
import { ServerLoader } from '../servers/server.loader';
import type { ServerRow } from '../servers/server.wire';
import { type Incident, sightOf } from './incident';
import { parseIncidentFilter } from './incident-filter.graphql';
import { incidentsSortedBy } from './incident-list';
import { IncidentService } from './incident.service';

type Node = Omit<IncidentNode, 'server'>;

/** Of what GraphQL's Int can say. */
const mostCounted = 2n ** 31n - 1n;

@Resolver('Incident')
export class IncidentResolver {
  constructor(
    private readonly incidents: IncidentService,
    private readonly loaders: Loaders,
  ) {}

  @Query('incidents')
  @Permission('nodes.server.read')
  list(@Args() { filter, sort, page }: QueryIncidentsArgs): Promise<Connection<Node>> {
    const wanted = pageOf(page, incidentsSortedBy(parseSorts(sort)));
    return this.incidents.page(sightOf(caller()), parseIncidentFilter(filter), wanted, toNode);
  }

  @Mutation('acknowledgeIncident')
  @Permission('nodes.server.write')
  async acknowledge(@Args() { id }: MutationAcknowledgeIncidentArgs): Promise<Node> {
    return toNode(await this.incidents.acknowledge(caller(), parseId<'incident'>(id, 'id')));
  }

  @ResolveField('server')
  async server(@Parent() { serverId }: Node, @Context() context: GraphqlContext): Promise<ServerRow | null> {
    return serverId ? ((await this.loaders.of(context, ServerLoader).load(serverId)) ?? null) : null;
  }
}

@Resolver('IncidentConnection')
export class IncidentConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<Node>): Promise<number> {
    return connection.count();
  }
}

function caller(): AccountCaller {
  return accountOf(currentCall()?.caller ?? anonymous);
}

function toNode({ kind, count, acknowledgedBy, ...rest }: Incident): Node {
  return {
    ...rest,
    kind: kind.toUpperCase() as IncidentKind,
    count: Number(count < mostCounted ? count : mostCounted),
    acknowledgedById: acknowledgedBy,
  };
}
