import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, deedOf, type Scope, type TenantId } from '@vortex/kit';
import { tenantOf } from '../input/tenant-of';
import { LinkSettingsRepository } from '../link-settings/link-settings.repository';
import { type LinkTemplate, type LinkTemplateFields, type LinkTemplateId, newTemplate } from './link-template';
import {
  LinksChangedMeanwhile,
  LinkTemplateInUse,
  LinkTemplateNameTaken,
  LinkTemplateNotFound,
} from './link-template.errors';
import { checkContent, type LinkTemplatePatch } from './link-template-input';
import { LinkTemplateRepository } from './link-template.repository';

/** Templates of a tenant change one after another, together with the settings that name them. */
@Injectable()
export class LinkTemplateService {
  constructor(
    private readonly db: Database,
    private readonly templates: LinkTemplateRepository,
    private readonly settings: LinkSettingsRepository,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(scope: Scope): Promise<LinkTemplate[]> {
    return this.templates.of(tenantOf(scope));
  }

  create(scope: Scope, fields: LinkTemplateFields): Promise<LinkTemplate> {
    const tenantId = tenantOf(scope);
    return this.db.run(async () => {
      await this.settings.lock(tenantId);
      const template = newTemplate(tenantId, fields, this.clock.now());
      await this.templates.insert(template);
      await this.leaveOneDefault(template);
      await this.record(template, undefined, template);
      return template;
    });
  }

  update(scope: Scope, id: LinkTemplateId, { expectedRevision, ...said }: LinkTemplatePatch): Promise<LinkTemplate> {
    const tenantId = tenantOf(scope);
    return this.db.run(async () => {
      const before = await this.lock(tenantId, id);
      if (expectedRevision !== undefined && BigInt(expectedRevision) !== before.revision) {
        throw new LinksChangedMeanwhile(before.revision);
      }
      if (said.content !== undefined) checkContent(before.format, said.content);
      const { name = before.name, content = before.content, isDefault = before.isDefault } = said;
      const others = (await this.templates.of(tenantId)).filter((other) => other.id !== id);
      if (others.some((other) => other.name === name)) throw new LinkTemplateNameTaken(name);
      const change = { name, content, isDefault, updatedAt: this.clock.now(), revision: before.revision + 1n };
      const after = { ...before, ...change };
      await this.templates.save(after);
      await this.leaveOneDefault(after);
      await this.record(after, before, after);
      return after;
    });
  }

  async delete(scope: Scope, id: LinkTemplateId): Promise<void> {
    const tenantId = tenantOf(scope);
    await this.db.run(async () => {
      const template = await this.lock(tenantId, id);
      const { settings } = await this.settings.of(tenantId);
      const rule = settings.rules.find(({ action }) => action.kind === 'FORMAT' && action.templateId === id);
      if (rule) throw new LinkTemplateInUse(id, rule.name);
      await this.templates.delete(tenantId, id);
      await this.record(template, template, undefined);
    });
  }

  private async lock(tenantId: TenantId, id: LinkTemplateId): Promise<LinkTemplate> {
    await this.settings.lock(tenantId);
    const template = (await this.templates.of(tenantId)).find((one) => one.id === id);
    if (!template) throw new LinkTemplateNotFound(id);
    return template;
  }

  private async leaveOneDefault({ id, tenantId, format, isDefault }: LinkTemplate): Promise<void> {
    if (!isDefault) return;
    const others = (await this.templates.of(tenantId)).filter((other) => other.id !== id && other.isDefault);
    for (const other of others.filter((one) => one.format === format)) {
      await this.templates.save({ ...other, isDefault: false, revision: other.revision + 1n });
    }
  }

  private async record(
    { id, tenantId, name }: LinkTemplate,
    before?: LinkTemplate,
    after?: LinkTemplate,
  ): Promise<void> {
    const [was, is] = [before, after].map(
      (template) => template && { name: template.name, content: template.content, isDefault: template.isDefault },
    );
    const subject = { kind: 'link-template', ids: [id], name };
    const action = `core.link-template.${deedOf(was, is)}`;
    await this.audit.record({ action, tenantId, subject, before: was, after: is });
  }
}
