import { Button, type Choice, Icon, Popover, SelectField, TextField } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useMay } from '../session/permissions';
import { filterCount, queryNames, statuses, type UserQuery } from './user-filter';
import { useGroupNames } from './users.queries';

interface UserFiltersProps {
  readonly query: UserQuery;
  readonly onChange: (changes: Readonly<Record<string, string | undefined>>) => void;
}

/** What the list can be narrowed by, behind one button that says how much of it is set. */
export function UserFilters({ query, onChange }: UserFiltersProps) {
  const t = useTranslations();
  const may = useMay();
  const { data: groups } = useGroupNames();
  const any = { value: '', label: t('userFilter.any') };
  const words = (names: readonly ('week' | 'month' | 'never' | 'past' | 'now' | 'day' | 'unlimited' | 'limited')[]) =>
    names.map((value) => ({ value, label: t(`userFilter.${value}`) }));
  const choices: Readonly<Record<'status' | 'group' | 'traffic' | 'ends' | 'online', readonly Choice[]>> = {
    status: statuses.map((value) => ({ value, label: t(`userStatus.${value}`) })),
    group: (groups ?? []).map(({ id, name }) => ({ value: id, label: name })),
    traffic: words(['unlimited', 'limited']),
    ends: words(['week', 'month', 'past', 'never']),
    online: [...words(['now', 'day']), { value: 'never', label: t('userFilter.neverOnline') }],
  };
  const set = filterCount(query);
  const names = ['status', 'group', 'traffic', 'ends', 'online'] as const;
  const shown = names.filter((name) => name !== 'group' || may('core.group.read'));
  return (
    <Popover
      label={t('users.filters')}
      trigger={
        <Button variant="secondary" small>
          <Icon name="filter" className="size-4" />
          {t('users.filters')}
          {set > 0 && (
            <span className="flex size-5 items-center justify-center rounded-full bg-accent text-xs text-on-accent">
              {set}
            </span>
          )}
        </Button>
      }
    >
      <div className="flex flex-col gap-3.5">
        {shown.map((name) => (
          <SelectField
            key={name}
            label={t(`userFilter.${name}`)}
            choices={[any, ...choices[name]]}
            value={query[name]}
            onChange={(value) => onChange({ [queryNames[name]]: value })}
          />
        ))}
        <TextField
          label={t('userFilter.tag')}
          value={query.tag}
          onChange={(event) => onChange({ [queryNames.tag]: event.target.value })}
        />
        {set > 0 && (
          <Button
            variant="quiet"
            small
            onClick={() => onChange(Object.fromEntries(Object.values(queryNames).map((name) => [name, undefined])))}
          >
            {t('users.clearFilters')}
          </Button>
        )}
      </div>
    </Popover>
  );
}
