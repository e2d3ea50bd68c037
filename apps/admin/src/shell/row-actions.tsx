import { Button, Icon, Menu } from '@vortex/ui';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';

interface RowActionsProps {
  /** Of what they are done with. */
  readonly name: string;
  readonly items: ComponentProps<typeof Menu>['items'];
}

/** What can be done with a row of a list, behind three dots. */
export function RowActions({ name, items }: RowActionsProps) {
  const t = useTranslations('actions');
  return (
    <Menu
      trigger={
        <Button variant="quiet" small narrow aria-label={t('actionsFor', { name })}>
          <Icon name="more" />
        </Button>
      }
      items={items}
    />
  );
}
