import type { UserRowFragment } from '@vortex/sdk';
import { Tag } from '@vortex/ui';
import { type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Moment } from '../format/moment';
import { UsageMeter } from './usage-meter';
import type { SortName } from './user-filter';
import { UserStatusBadge } from './user-status';
import type { ColumnName } from './users-view.store';

export interface UserColumn {
  readonly name: ColumnName;
  /** As CSS grid has it. */
  readonly width: string;
  readonly sort?: SortName;
  readonly cell: (user: UserRowFragment) => ReactNode;
}

export function useUserColumns(shown: readonly ColumnName[]): readonly UserColumn[] {
  const never = useTranslations('units')('never');
  // Rows are drawn anew when their columns are others.
  return useMemo(
    () => columnsWith(<span className="text-ink-muted">{never}</span>).filter(({ name }) => shown.includes(name)),
    [never, shown],
  );
}

function columnsWith(never: ReactNode): readonly UserColumn[] {
  return [
    { name: 'status', width: '9.5rem', sort: 'status', cell: ({ status }) => <UserStatusBadge status={status} /> },
    { name: 'traffic', width: 'minmax(9rem,13rem)', sort: 'traffic', cell: (user) => <UsageMeter {...user} /> },
    {
      name: 'expires',
      width: '8.5rem',
      sort: 'expires',
      cell: ({ expiresAt }) => (expiresAt ? <Moment at={expiresAt} /> : never),
    },
    {
      name: 'online',
      width: '8.5rem',
      sort: 'online',
      cell: ({ lastOnlineAt }) => (lastOnlineAt ? <Moment at={lastOnlineAt} /> : never),
    },
    {
      name: 'groups',
      width: 'minmax(7rem,11rem)',
      cell: ({ groups }) => <Tags names={groups.map(({ name }) => name)} />,
    },
    { name: 'tags', width: 'minmax(7rem,11rem)', cell: ({ tags }) => <Tags names={tags} /> },
    { name: 'note', width: 'minmax(8rem,14rem)', cell: ({ note }) => <div className="truncate">{note}</div> },
    { name: 'created', width: '8.5rem', sort: 'created', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ];
}

/** The first two; how many more. */
function Tags({ names }: { readonly names: readonly string[] }) {
  const [first, second, ...more] = names;
  return (
    <div className="flex min-w-0 items-center gap-1">
      {first !== undefined && <Tag>{first}</Tag>}
      {second !== undefined && <Tag>{second}</Tag>}
      {more.length > 0 && <span className="text-xs text-ink-muted">{`+${more.length}`}</span>}
    </div>
  );
}
