import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { anonymous, authorize, type GraphqlContext, parseId, parseInput, Permission } from '@vortex/kit';
import { z } from 'zod';
import type { QueryLinkPreviewArgs, QuerySubscriptionLinkArgs } from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import { line } from '../input/text';
import { parseSettingsPatch } from '../link-settings/link-settings-input';
import { Loaders } from '../loading/loaders.service';
import type { SubscriptionLink } from '../users/subscription-link';
import { UserNotFound } from '../users/user.errors';
import { UserLinkLoader } from '../users/user.loader';
import { type LinkPreview, LinkPreviewService } from './link-preview.service';
import { LinkResponder } from './link-responder.service';

const sentHeaders = z.array(z.object({ name: line({ max: 64 }), value: line({ min: 0, max: 1_024 }) })).max(32);

@Resolver('SubscriptionLink')
export class SubscriptionLinkResolver {
  constructor(
    private readonly loaders: Loaders,
    private readonly previews: LinkPreviewService,
    private readonly responder: LinkResponder,
  ) {}

  @Query('subscriptionLink')
  @Permission('core.user.credentials')
  async link(
    @Args() { userId }: QuerySubscriptionLinkArgs,
    @Context() context: GraphqlContext,
  ): Promise<SubscriptionLink> {
    const link = await this.loaders.of(context, UserLinkLoader).load(parseId(userId, 'userId'));
    if (!link) throw new UserNotFound(userId);
    return link;
  }

  @Query('linkPreview')
  @Permission('core.link.read')
  preview(@Args() { input }: QueryLinkPreviewArgs, @Context() context: GraphqlContext): Promise<LinkPreview> {
    authorize('core.user.credentials', context.call?.caller ?? anonymous);
    const { userId, headers, format, settings } = input;
    return this.previews.preview(callerScope(), {
      userId: parseId(userId, 'input.userId'),
      headers: parseInput(sentHeaders, headers ?? [], 'input.headers'),
      format: format ?? undefined,
      settings: settings ? parseSettingsPatch(settings) : undefined,
    });
  }

  @ResolveField('url')
  url(@Parent() { token }: SubscriptionLink): string {
    return this.responder.urlOf(token);
  }
}
