import type { UserFilter } from '@vortex/sdk';
import { Button, Icon, Menu } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '../session/permissions';
import type { BulkName } from './bulk-operation';
import type { Selection } from './use-selection';

const BulkDialog = dynamic(async () => (await import('./bulk-dialog')).BulkDialog, { loading: () => null });

interface BulkBarProps {
  readonly selection: Selection;
  readonly total: number | undefined;
  readonly filter: UserFilter;
  /** Changes when the list shows others: then nobody is chosen any more. */
  readonly filterKey: string;
}

const icons = {
  extend: 'plus',
  reset: 'reset',
  move: 'groups',
  enable: 'check',
  disable: 'forbid',
  delete: 'remove',
} as const;

/** What can be done with those who are chosen, or with all that fit the filters. */
export function BulkBar({ selection, total, filter, filterKey }: BulkBarProps) {
  const t = useTranslations();
  const may = useMay();
  const [all, setAll] = useState(false);
  const [name, setName] = useState<BulkName>();
  const { setAll: choose } = selection;
  const [key] = useState(filterKey);
  useEffect(() => {
    if (key !== filterKey) choose([]);
  }, [key, filterKey, choose]);
  const names: readonly BulkName[] = ['extend', 'move', 'enable', 'disable', 'reset'];
  const count =
    all && total !== undefined ? t('users.allFit', { count: total }) : t('users.selected', { count: selection.size });
  return (
    <div
      role="toolbar"
      aria-label={count}
      className="mb-4 flex flex-wrap items-center gap-2 rounded-control bg-accent-soft px-4 py-2 text-sm"
    >
      <span className="font-semibold text-accent tabular-nums">{count}</span>
      {!all && total !== undefined && total > selection.size && (
        <Button variant="quiet" small onClick={() => setAll(true)}>
          {t('users.selectAllFit')}
        </Button>
      )}
      <Button variant="quiet" small onClick={() => choose([])}>
        {t('users.clearSelection')}
      </Button>
      <span className="ml-auto">
        <Menu
          trigger={
            <Button small>
              {t('actions.moreActions')}
              <Icon name="chevronDown" className="size-4" />
            </Button>
          }
          items={[
            ...names.map((each) => ({ label: t(`bulk.${each}`), icon: icons[each], onSelect: () => setName(each) })),
            may('core.user.delete')
              ? { label: t('bulk.delete'), icon: 'remove', danger: true, onSelect: () => setName('delete') }
              : undefined,
          ]}
        />
      </span>
      {name && (
        <BulkDialog
          name={name}
          filter={all ? filter : { ids: selection.ids }}
          onClose={() => {
            setName(undefined);
            if (name === 'delete') choose([]);
          }}
        />
      )}
    </div>
  );
}
