import { DeleteLinkTemplate, type LinkTemplateFieldsFragment } from '@vortex/sdk';
import { Button, EmptyState, Icon, Menu, Table, Tag } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { ListState } from '../api/list-state';
import { useAction } from '../api/use-action';
import { Moment } from '../format/moment';
import { useMay } from '../session/permissions';
import { formatNames } from './link-draft';
import { useLinkTemplates } from './links.queries';
import { TemplateDialog } from './template-dialog';

/** Documents that lists are put into. */
export function LinkTemplates() {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
  const list = useLinkTemplates();
  const [editing, setEditing] = useState<{ readonly template?: LinkTemplateFieldsFragment }>();
  const remove = useAction({
    run: ({ id }: LinkTemplateFieldsFragment) => api.request(DeleteLinkTemplate, { id }),
    done: (_, { name }) => t('links.templateDeleted', { name }),
    touches: ['links', 'audit'],
  });
  const mayWrite = may('core.link.write');
  return (
    <div className="max-w-3xl">
      {mayWrite && (
        <div className="mb-4 flex justify-end">
          <Button variant="secondary" small onClick={() => setEditing({})}>
            <Icon name="plus" className="size-4" />
            {t('links.addTemplate')}
          </Button>
        </div>
      )}
      <ListState
        {...list}
        empty={<EmptyState icon="log" title={t('links.noTemplates')} detail={t('links.noTemplatesDetail')} />}
      >
        <Table
          caption={t('links.templates')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              label: t('links.ruleName'),
              grows: true,
              cell: ({ name, isDefault }) => (
                <span className="flex flex-wrap items-center gap-2 font-semibold wrap-anywhere">
                  {name}
                  {isDefault && <Tag tone="accent">{t('links.default')}</Tag>}
                </span>
              ),
            },
            { key: 'format', label: t('links.format'), cell: ({ format }) => formatNames[format] },
            {
              key: 'changed',
              label: t('links.changed'),
              from: 'sm',
              cell: ({ updatedAt }) => <Moment at={updatedAt} />,
            },
            {
              key: 'menu',
              label: <span className="sr-only">{t('actions.moreActions')}</span>,
              end: true,
              cell: (template) =>
                mayWrite && (
                  <Menu
                    trigger={
                      <Button
                        variant="quiet"
                        small
                        narrow
                        aria-label={t('actions.actionsFor', { name: template.name })}
                      >
                        <Icon name="more" />
                      </Button>
                    }
                    items={[
                      { label: t('actions.edit'), icon: 'edit', onSelect: () => setEditing({ template }) },
                      {
                        label: t('actions.delete'),
                        icon: 'remove',
                        danger: true,
                        onSelect: () => remove.mutate(template),
                      },
                    ]}
                  />
                ),
            },
          ]}
        />
      </ListState>
      {editing && <TemplateDialog template={editing.template} onClose={() => setEditing(undefined)} />}
    </div>
  );
}
