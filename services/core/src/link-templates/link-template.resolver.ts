import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { InvalidInput, parseId, Permission } from '@vortex/kit';
import type {
  MutationCreateLinkTemplateArgs,
  MutationDeleteLinkTemplateArgs,
  MutationUpdateLinkTemplateArgs,
  QueryLinkTemplatesConnectionArgs,
  QueryUsualLinkTemplateArgs,
} from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import { isTemplated } from '../link-formats/link-format';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { shortListConnection } from '../paging/short-list';
import { parseSorts } from '../paging/sort-input';
import type { LinkTemplate, LinkTemplateId } from './link-template';
import { isMeant, templateTerms } from './link-template-list.graphql';
import { parseLinkTemplate, parseLinkTemplatePatch } from './link-template-input';
import { LinkTemplateService } from './link-template.service';
import { usualTemplates } from './usual-templates';

const idOf = (text: string): LinkTemplateId => parseId<'link-template'>(text, 'id');

@Resolver('LinkTemplate')
export class LinkTemplateResolver {
  constructor(private readonly templates: LinkTemplateService) {}

  @Query('linkTemplates')
  @Permission('core.link.read')
  list(): Promise<readonly LinkTemplate[]> {
    return this.templates.list(callerScope());
  }

  @Query('linkTemplatesConnection')
  @Permission('core.link.read')
  async page(
    @Args() { filter, search, sort, page }: QueryLinkTemplatesConnectionArgs,
  ): Promise<Connection<LinkTemplate>> {
    const wanted = pageOf(page, templateTerms(parseSorts(sort)));
    const templates = await this.templates.list(callerScope());
    return shortListConnection(templates.filter(isMeant(filter ?? {}, search ?? '')), wanted);
  }

  @Query('usualLinkTemplate')
  @Permission('core.link.read')
  usual(@Args() { format }: QueryUsualLinkTemplateArgs): string {
    if (isTemplated(format)) return usualTemplates[format];
    throw new InvalidInput([{ path: 'format', code: 'not_templated', message: 'This format takes no template.' }]);
  }

  @Mutation('createLinkTemplate')
  @Permission('core.link.write')
  create(@Args() { input }: MutationCreateLinkTemplateArgs): Promise<LinkTemplate> {
    return this.templates.create(callerScope(), parseLinkTemplate(input));
  }

  @Mutation('updateLinkTemplate')
  @Permission('core.link.write')
  update(@Args() { id, input }: MutationUpdateLinkTemplateArgs): Promise<LinkTemplate> {
    return this.templates.update(callerScope(), idOf(id), parseLinkTemplatePatch(input));
  }

  @Mutation('deleteLinkTemplate')
  @Permission('core.link.write')
  async delete(@Args() { id }: MutationDeleteLinkTemplateArgs): Promise<boolean> {
    await this.templates.delete(callerScope(), idOf(id));
    return true;
  }

  @ResolveField('revision')
  revision(@Parent() { revision }: LinkTemplate): number {
    return Number(revision);
  }
}

@Resolver('LinkTemplateConnection')
export class LinkTemplateConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<LinkTemplate>): Promise<number> {
    return connection.count();
  }
}
