import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, InvalidInput, type Scope } from '@vortex/kit';
import { tenantOf } from '../input/tenant-of';
import { LinksChangedMeanwhile } from '../link-templates/link-template.errors';
import { LinkTemplateRepository } from '../link-templates/link-template.repository';
import type { KeptSettings, LinkSettings } from './link-settings';
import { type LinkSettingsPatch, patchedSettings } from './link-settings-input';
import { LinkSettingsRepository } from './link-settings.repository';

/** Settings are of a tenant as a whole. */
@Injectable()
export class LinkSettingsService {
  constructor(
    private readonly db: Database,
    private readonly settings: LinkSettingsRepository,
    private readonly templates: LinkTemplateRepository,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  find(scope: Scope): Promise<KeptSettings> {
    return this.settings.of(tenantOf(scope));
  }

  update(scope: Scope, patch: LinkSettingsPatch): Promise<KeptSettings> {
    const tenantId = tenantOf(scope);
    const { expectedRevision } = patch;
    return this.db.run(async () => {
      const before = await this.settings.lock(tenantId);
      if (expectedRevision !== undefined && BigInt(expectedRevision) !== before.revision) {
        throw new LinksChangedMeanwhile(before.revision);
      }
      const settings = patchedSettings(before.settings, patch);
      await this.checkTemplates(scope, settings);
      const updatedAt = this.clock.now();
      const after = { settings, revision: before.revision + 1n, updatedAt };
      await this.settings.save(tenantId, settings, after.revision, updatedAt);
      await this.audit.record({
        action: 'core.link-settings.update',
        tenantId,
        subject: { kind: 'link-settings', ids: [tenantId] },
        before: { ...before.settings },
        after: { ...settings },
      });
      return after;
    });
  }

  /** Throws for a rule that names a template which is not there, or is of another format. */
  async checkTemplates(scope: Scope, { rules }: LinkSettings): Promise<void> {
    const known = new Map((await this.templates.of(tenantOf(scope))).map(({ id, format }) => [id as string, format]));
    const problems = rules.flatMap(({ action }, n) => {
      if (action.kind !== 'FORMAT' || action.templateId === null) return [];
      if (known.get(action.templateId) === action.format) return [];
      const path = `input.rules[${n}].action.templateId`;
      return [{ path, code: 'unknown', message: 'There is no such template of this format.' }];
    });
    if (problems.length > 0) throw new InvalidInput(problems);
  }
}
