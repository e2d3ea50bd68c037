import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '@vortex/kit';
import type { LinkSettings as LinkSettingsNode, MutationUpdateLinkSettingsArgs } from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import type { ResponseRule } from '../link-rules/response-rule';
import { parseSettingsPatch } from './link-settings-input';
import type { KeptSettings } from './link-settings';
import { LinkSettingsService } from './link-settings.service';

@Resolver('LinkSettings')
export class LinkSettingsResolver {
  constructor(private readonly settings: LinkSettingsService) {}

  @Query('linkSettings')
  @Permission('core.link.read')
  async find(): Promise<LinkSettingsNode> {
    return toNode(await this.settings.find(callerScope()));
  }

  @Mutation('updateLinkSettings')
  @Permission('core.link.write')
  async update(@Args() { input }: MutationUpdateLinkSettingsArgs): Promise<LinkSettingsNode> {
    return toNode(await this.settings.update(callerScope(), parseSettingsPatch(input)));
  }
}

function toNode({ settings, revision }: KeptSettings): LinkSettingsNode {
  return { ...settings, rules: settings.rules.map(toRule), revision: Number(revision) };
}

function toRule(rule: ResponseRule): LinkSettingsNode['rules'][number] {
  const { action } = rule;
  return { ...rule, action: { headers: [], ...action } };
}
