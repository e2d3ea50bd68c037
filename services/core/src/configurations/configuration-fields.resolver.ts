import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { anonymous, authorize, currentCall, type GraphqlContext } from '@vortex/kit';
import type { KnownAccount } from '../accounts/account';
import type { ConfiguredInbound } from '../generated/schema';
import { Loaders } from '../loading/loaders.service';
import type { Connection } from '../paging/connection';
import { ServerLoader } from '../servers/server.loader';
import type { ServerRow } from '../servers/server.wire';
import { KnownAccountLoader } from '../users/user.loader';
import { VersionInboundsLoader } from './configuration.loader';
import type { AuthorRow, VersionRow } from './configuration.wire';

@Resolver('ConfigurationVersion')
export class ConfigurationVersionResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('inbounds')
  async inbounds(
    @Parent() { id }: VersionRow,
    @Context() context: GraphqlContext,
  ): Promise<readonly ConfiguredInbound[]> {
    return (await this.loaders.of(context, VersionInboundsLoader).load(id)) ?? [];
  }

  @ResolveField('server')
  async server(@Parent() { serverId }: VersionRow, @Context() context: GraphqlContext): Promise<ServerRow | null> {
    authorize('nodes.server.read', currentCall()?.caller ?? anonymous);
    return (await this.loaders.of(context, ServerLoader).load(serverId)) ?? null;
  }
}

@Resolver('ConfigurationAuthor')
export class ConfigurationAuthorResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('id')
  async id(@Parent() { kind, id }: AuthorRow, @Context() context: GraphqlContext): Promise<string | null> {
    return kind === 'SERVICE' ? id : ((await this.account(id, context))?.id ?? null);
  }

  @ResolveField('name')
  async name(@Parent() { kind, id }: AuthorRow, @Context() context: GraphqlContext): Promise<string | null> {
    return kind === 'SERVICE' ? null : ((await this.account(id, context))?.username ?? null);
  }

  /** One that the caller may know of. */
  private account(id: string, context: GraphqlContext): Promise<KnownAccount | undefined> {
    return this.loaders.of(context, KnownAccountLoader).load(id);
  }
}

@Resolver('ConfigurationVersionConnection')
export class ConfigurationVersionConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<VersionRow>): Promise<number> {
    return connection.count();
  }
}
