import type { UserRowFragment } from '@vortex/sdk';
import { Button, Icon, Menu } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { useMay } from '../session/permissions';
import { useUserActions } from './use-user-actions';

interface UserMenuProps {
  readonly user: Pick<UserRowFragment, 'id' | 'username' | 'status'>;
  /** On its own page the button says what it is. */
  readonly large?: boolean;
  readonly onDeleted?: () => void;
  /** Open as soon as it is there. */
  readonly defaultOpen?: boolean;
}

/** Who holds none of them has nothing to do with a user. */
export const userMenuNeeds = ['core.user.update', 'core.user.credentials', 'core.user.delete'] as const;

/** All that can be done with one user. */
export function UserMenu({ user, large = false, onDeleted, defaultOpen }: UserMenuProps) {
  const t = useTranslations();
  const may = useMay();
  const actions = useUserActions();
  const [asked, setAsked] = useState<Confirmation>();
  const { username: name } = user;
  const mayChange = may('core.user.update');
  const ask = (what: 'resetUsage' | 'rotateLink' | 'rotateCredentials', detail: string) => () =>
    setAsked({
      title: `${name}: ${t(`user.${what}`)}`,
      detail,
      confirmLabel: t(`user.${what}`),
      run: () => actions[what].mutate(user),
    });
  const askToDelete = () =>
    setAsked({
      title: t('users.deleteTitle', { name }),
      detail: t('users.deleteDetail'),
      confirmLabel: t('actions.delete'),
      run: () => actions.remove.mutate(user, { onSuccess: onDeleted }),
    });
  return (
    <>
      <Menu
        defaultOpen={defaultOpen}
        trigger={
          <Button
            variant={large ? 'secondary' : 'quiet'}
            small={!large}
            narrow
            aria-label={t('actions.actionsFor', { name })}
          >
            <Icon name="more" />
          </Button>
        }
        items={[
          mayChange && user.status === 'DISABLED'
            ? { label: t('user.enable'), icon: 'check', onSelect: () => actions.enable.mutate(user) }
            : undefined,
          mayChange && user.status !== 'DISABLED'
            ? { label: t('user.disable'), icon: 'forbid', onSelect: () => actions.disable.mutate(user) }
            : undefined,
          mayChange && user.status === 'ON_HOLD'
            ? { label: t('user.start'), icon: 'play', onSelect: () => actions.start.mutate(user) }
            : undefined,
          mayChange
            ? { label: t('user.resetUsage'), icon: 'reset', onSelect: ask('resetUsage', t('user.resetDetail')) }
            : undefined,
          may('core.user.credentials')
            ? { label: t('user.rotateLink'), icon: 'refresh', onSelect: ask('rotateLink', t('user.rotateLinkDetail')) }
            : undefined,
          may('core.user.credentials')
            ? {
                label: t('user.rotateCredentials'),
                icon: 'token',
                onSelect: ask('rotateCredentials', t('user.rotateCredentialsDetail')),
              }
            : undefined,
          may('core.user.delete')
            ? { label: t('user.delete'), icon: 'remove', danger: true, onSelect: askToDelete }
            : undefined,
        ]}
      />
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
