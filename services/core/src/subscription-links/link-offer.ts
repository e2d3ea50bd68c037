import type { Catalogue } from '../link-entries/catalogue';
import type { TemplatedFormat } from '../link-formats/link-format';
import { type ReadyRule, readyRule } from '../link-rules/response-rule';
import type { LinkSettings } from '../link-settings/link-settings';
import type { LinkTemplate } from '../link-templates/link-template';
import { parseTemplate, type Template } from '../link-templates/template';
import { usualTemplates } from '../link-templates/usual-templates';
import { ListPlans } from './list-plan';

/** What a tenant's links are made of, as of one moment: read once, for all of its users. */
export interface LinkOffer {
  readonly settings: LinkSettings;
  readonly rules: readonly ReadyRule[];
  readonly plans: ListPlans;
}

export function linkOffer(catalogue: Catalogue, settings: LinkSettings, templates: readonly LinkTemplate[]): LinkOffer {
  const read = new Map<string, Template>();
  /** The template that is named, the default one of its format, or the usual one. */
  const templateOf = (format: TemplatedFormat, id: string | null): Template => {
    const ofFormat = templates.filter((template) => template.format === format);
    const own = ofFormat.find((template) => template.id === id) ?? ofFormat.find(({ isDefault }) => isDefault);
    const key = own?.id ?? format;
    let template = read.get(key);
    if (!template) read.set(key, (template = parseTemplate(format, own?.content ?? usualTemplates[format])));
    return template;
  };
  return { settings, rules: settings.rules.map(readyRule), plans: new ListPlans(catalogue, templateOf) };
}
