import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { LinkTemplateModel } from '../generated/prisma/models';
import type { TemplatedFormat } from '../link-formats/link-format';
import type { LinkTemplate, LinkTemplateId } from './link-template';
import { LinkTemplateNameTaken } from './link-template.errors';

@Injectable()
export class LinkTemplateRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** By name. */
  async of(tenantId: TenantId): Promise<LinkTemplate[]> {
    const rows = await this.db.client.linkTemplate.findMany({ where: { tenantId }, orderBy: { name: 'asc' } });
    return rows.map(from);
  }

  async insert(template: LinkTemplate): Promise<void> {
    const { count } = await this.db.client.linkTemplate.createMany({ data: template, skipDuplicates: true });
    if (count === 0) throw new LinkTemplateNameTaken(template.name);
  }

  /** The caller has locked the tenant's settings, so that no other takes the name meanwhile. */
  async save(template: LinkTemplate): Promise<void> {
    const { id, tenantId } = template;
    await this.db.client.linkTemplate.updateMany({ where: { id, tenantId }, data: template });
  }

  async delete(tenantId: TenantId, id: LinkTemplateId): Promise<void> {
    await this.db.client.linkTemplate.deleteMany({ where: { id, tenantId } });
  }
}

function from(row: LinkTemplateModel): LinkTemplate {
  return {
    ...row,
    id: row.id as LinkTemplateId,
    tenantId: row.tenantId as TenantId,
    format: row.format as TemplatedFormat,
  };
}
