import { Button, Checkbox, Icon, Popover, TextField } from '@vortex/ui';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { columnNames, useUsersView } from './users-view.store';

/** Which columns the table has. */
export function ColumnChoice() {
  const t = useTranslations();
  const { columns, setColumn } = useUsersView();
  return (
    <Popover
      label={t('users.columns')}
      align="end"
      trigger={
        <Button variant="secondary" small>
          <Icon name="columns" className="size-4" />
          {t('users.columns')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {columnNames.map((name) => (
          <Checkbox
            key={name}
            label={t(`userColumn.${name}`)}
            checked={columns.includes(name)}
            onChange={(shown) => setColumn(name, shown)}
          />
        ))}
      </div>
    </Popover>
  );
}

interface SavedFiltersProps {
  /** The filters of now, as the address has them. */
  readonly query: string;
  readonly onApply: (query: string) => void;
}

/** Filters somebody has given a name. */
export function SavedFilters({ query, onApply }: SavedFiltersProps) {
  const t = useTranslations('users');
  const { saved, save, forget } = useUsersView();
  const [name, setName] = useState('');
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    save({ name: name.trim(), query });
    setName('');
  }
  return (
    <Popover
      label={t('saved_filters')}
      trigger={
        <Button variant="secondary" small narrow aria-label={t('saved_filters')} title={t('saved_filters')}>
          <Icon name="bookmark" className="size-4" />
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {saved.length === 0 && <p className="text-sm text-ink-muted">{t('noSaved')}</p>}
        <ul>
          {saved.map((filter) => (
            <li key={filter.name} className="flex items-center gap-1">
              <button
                type="button"
                onClick={() => onApply(filter.query)}
                className="min-h-9 min-w-0 flex-1 truncate rounded-lg px-2 text-left hover:bg-sunken"
              >
                {filter.name}
              </button>
              <Button
                variant="quiet"
                small
                narrow
                aria-label={t('forget', { name: filter.name })}
                onClick={() => forget(filter.name)}
              >
                <Icon name="close" className="size-4" />
              </Button>
            </li>
          ))}
        </ul>
        {query !== '' && (
          <form onSubmit={submit} className="flex items-end gap-2 border-t border-line pt-3">
            <TextField
              className="min-w-0 flex-1"
              label={t('saveFilter')}
              placeholder={t('filterName')}
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" narrow aria-label={t('saveFilter')}>
              <Icon name="plus" />
            </Button>
          </form>
        )}
      </div>
    </Popover>
  );
}
