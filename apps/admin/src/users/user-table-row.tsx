import type { UserRowFragment } from '@vortex/sdk';
import { Checkbox } from '@vortex/ui';
import Link from 'next/link';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { UserColumn } from './user-columns';
import { RowMenu } from './row-menu';
import type { Selection } from './use-selection';

interface UserTableRowProps {
  readonly user: UserRowFragment;
  readonly columns: readonly UserColumn[];
  readonly selection: Selection | undefined;
  readonly hasMenu: boolean;
}

export const UserTableRow = memo(function UserTableRow({ user, columns, selection, hasMenu }: UserTableRowProps) {
  const t = useTranslations('users');
  return (
    <>
      {selection && (
        <div role="cell" className="pl-4">
          <Checkbox
            bare
            label={t('select', { name: user.username })}
            checked={selection.has(user.id)}
            onChange={(checked) => selection.set(user.id, checked)}
          />
        </div>
      )}
      <div role="cell" className="min-w-0 px-3">
        <Link
          href={`/users/user?id=${user.id}`}
          prefetch={false}
          className="block truncate font-semibold underline-offset-4 hover:text-accent hover:underline"
        >
          <bdi>{user.username}</bdi>
        </Link>
        {user.note && <p className="truncate text-xs text-ink-muted">{user.note}</p>}
      </div>
      {columns.map(({ name, cell }) => (
        <div key={name} role="cell" className="min-w-0 px-3">
          {cell(user)}
        </div>
      ))}
      <div role="cell" className="flex justify-end pr-2">
        {hasMenu && <RowMenu user={user} />}
      </div>
    </>
  );
});
