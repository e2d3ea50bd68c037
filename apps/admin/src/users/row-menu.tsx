import type { UserRowFragment } from '@vortex/sdk';
import { Button, Icon } from '@vortex/ui';
import { memo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { UserMenu } from './user-menu';

/** The button of a row's menu. What is behind it is made once it is pressed: a screen has dozens, and few are. */
export const RowMenu = memo(function RowMenu({ user }: { readonly user: UserRowFragment }) {
  const t = useTranslations('actions');
  const [isWanted, setWanted] = useState(false);
  if (isWanted) return <UserMenu user={user} defaultOpen />;
  return (
    <Button
      variant="quiet"
      small
      narrow
      aria-haspopup="menu"
      aria-label={t('actionsFor', { name: user.username })}
      onClick={() => setWanted(true)}
    >
      <Icon name="more" />
    </Button>
  );
});
