import { type Id, newId, type TenantId } from '@vortex/kit';
import type { TemplatedFormat } from '../link-formats/link-format';

export type LinkTemplateId = Id<'link-template'>;

export interface LinkTemplateFields {
  /** Unique within the tenant. */
  readonly name: string;
  readonly format: TemplatedFormat;
  readonly content: string;
  /** Used where no rule says otherwise. One a format. */
  readonly isDefault: boolean;
}

/** A document that lists of one format are put into. */
export interface LinkTemplate extends LinkTemplateFields {
  readonly id: LinkTemplateId;
  readonly tenantId: TenantId;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly revision: bigint;
}

export function newTemplate(tenantId: TenantId, fields: LinkTemplateFields, now: Date): LinkTemplate {
  return { id: newId(), tenantId, ...fields, createdAt: now, updatedAt: now, revision: 1n };
}
