import type { LinkTemplateFilter, LinkTemplateSort } from '../generated/schema';
import { type RowKeys, type RowTerm, rowTerms } from '../paging/short-list';
import type { LinkTemplate } from './link-template';

const keys = {
  NAME: { type: 'text', keyOf: ({ name }) => name.toLowerCase() },
  FORMAT: { type: 'text', keyOf: ({ format }) => format },
  CREATED_AT: { type: 'timestamptz', keyOf: ({ createdAt }) => createdAt.toISOString() },
  UPDATED_AT: { type: 'timestamptz', keyOf: ({ updatedAt }) => updatedAt.toISOString() },
  ID: { type: 'uuid', keyOf: ({ id }) => id },
} as const satisfies RowKeys<LinkTemplate, string>;

/** What is alike in all that is asked for stands by name. */
export function templateTerms(sort: readonly LinkTemplateSort[]): readonly RowTerm<LinkTemplate>[] {
  return rowTerms<LinkTemplate, keyof typeof keys>(keys, sort, ['NAME', 'ID']);
}

/** Whether a template is among those that are meant. */
export function isMeant(
  { formats, isDefault }: LinkTemplateFilter,
  search: string,
): (template: LinkTemplate) => boolean {
  const part = search.toLowerCase();
  return (template) =>
    (formats?.includes(template.format) ?? true) &&
    (isDefault ?? template.isDefault) === template.isDefault &&
    template.name.toLowerCase().includes(part);
}
