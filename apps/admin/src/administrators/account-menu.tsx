import {
  type AccountRowFragment,
  DeleteAccount,
  ResetPassword,
  RevokeAccountSessions,
  UpdateAccount,
} from '@vortex/sdk';
import {} from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { SecretDialog } from '../api/secret-dialog';
import { useAction } from '../api/use-action';
import { useMay } from '../session/permissions';
import { RowActions } from '../shell/row-actions';

interface AccountMenuProps {
  readonly account: AccountRowFragment;
  readonly isOwn: boolean;
  readonly onEdit: () => void;
}

export function AccountMenu({ account, isOwn, onEdit }: AccountMenuProps) {
  const t = useTranslations();
  const may = useMay();
  const [asked, setAsked] = useState<Confirmation>();
  const actions = useAccountActions(account);
  const { username: name, disabled } = account;
  const mayWrite = may('auth.account.write');
  const askToReset = () =>
    setAsked({
      title: `${t('administrators.resetPassword')}: ${name}`,
      detail: t('administrators.resetDetail'),
      confirmLabel: t('administrators.resetPassword'),
      run: () => actions.reset.mutate(undefined),
    });
  const askToDelete = () =>
    setAsked({
      title: t('administrators.deleteTitle', { name }),
      detail: t('administrators.deleteDetail'),
      confirmLabel: t('actions.delete'),
      typed: name,
      run: () => actions.remove.mutate(undefined),
    });
  const mayTouch = mayWrite && !isOwn;
  return (
    <>
      <RowActions
        name={name}
        items={[
          mayWrite ? { label: t('actions.edit'), icon: 'edit', onSelect: onEdit } : undefined,
          mayTouch
            ? {
                label: t(disabled ? 'actions.enable' : 'actions.disable'),
                icon: disabled ? 'check' : 'forbid',
                onSelect: () => actions.setDisabled.mutate(!disabled),
              }
            : undefined,
          mayTouch ? { label: t('administrators.resetPassword'), icon: 'key', onSelect: askToReset } : undefined,
          may('auth.session.revoke') && !isOwn
            ? { label: t('administrators.signOut'), icon: 'signOut', onSelect: () => actions.signOut.mutate(undefined) }
            : undefined,
          mayTouch ? { label: t('actions.delete'), icon: 'remove', danger: true, onSelect: askToDelete } : undefined,
        ]}
      />
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
      <SecretDialog
        label={t('secret.password', { name })}
        secret={actions.reset.data}
        onClose={() => actions.reset.reset()}
      />
    </>
  );
}

function useAccountActions({ id, username: name }: AccountRowFragment) {
  const t = useTranslations('administrators');
  const api = useApi();
  const touches = ['accounts', 'audit'];
  const setDisabled = (disabled: boolean) => api.request(UpdateAccount, { id, input: { disabled } });
  return {
    setDisabled: useAction({
      run: setDisabled,
      done: () => t('saved', { name }),
      undo: (_, disabled) => setDisabled(!disabled),
      touches,
    }),
    reset: useAction({
      run: async () => (await api.request(ResetPassword, { id })).resetPassword.generatedPassword ?? undefined,
      touches,
    }),
    signOut: useAction({
      run: async () => (await api.request(RevokeAccountSessions, { accountId: id })).revokeAccountSessions,
      done: (count) => t('signedOut', { count }),
      touches: ['audit'],
    }),
    remove: useAction({ run: () => api.request(DeleteAccount, { id }), done: () => t('deleted', { name }), touches }),
  };
}
